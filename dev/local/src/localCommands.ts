import type { Commands } from '@floatchat/cli/commands'

/** Commands that run an installation on this machine, in a checkout. */
export const localCommands: Commands = {
  up: async () => (await import('./commands/up.ts')).up,
  down: async () => (await import('./commands/down.ts')).down,
  run: async () => (await import('./commands/run.ts')).run,
  status: async () => (await import('./commands/status.ts')).status,
  logs: async () => (await import('./commands/logs.ts')).logs,
  start: async () => (await import('./commands/start.ts')).start,
}
