import { UsageError } from '../Command.ts'

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * A moment as milliseconds since 1970-01-01T00:00Z: an ISO 8601 time, or how long ago (`30m`, `2h`, `7d`).
 *
 * @throws UsageError naming the option
 */
export function parseTime(option: string, text: string | undefined, now = Date.now()): number | undefined {
  if (text === undefined) return undefined
  const ago = /^(\d+)\s*([smhd])$/.exec(text)
  if (ago !== null) return now - Number(ago[1]) * (units[ago[2] ?? 's'] ?? 1_000)
  const time = Date.parse(text)
  if (Number.isNaN(time))
    throw new UsageError(`${option} is a time like 2024-05-06T12:00Z, or how long ago: 30m, 2h, 7d.`)
  return time
}
