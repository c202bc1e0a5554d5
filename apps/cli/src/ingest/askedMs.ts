import type { Answer } from './uploadFile.ts'

/** For how long the gateway asks to be left alone, half a minute at most; undefined where it does not say. */
export function askedMs({ headers }: Answer): number | undefined {
  const ms = Number(headers['retry-after']) * 1000
  return ms > 0 ? Math.min(30_000, ms) : undefined
}
