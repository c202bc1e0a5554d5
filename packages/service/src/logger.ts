import { type Logger, pino } from 'pino'

/** JSON lines on standard output: one line an event, with the stage, and job and file where there is one. */
export function createLogger(stage: string, level: string): Logger {
  return pino({
    level,
    base: { stage, instance: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // Belt and braces: no secret is ever logged on purpose.
    redact: { paths: ['authorization', '*.authorization', '*.password', '*.token', '*.secretKey'], censor: '[hidden]' },
  })
}

export type { Logger }
