import type { DatasetStatistics } from '@floatchat/contracts/generated/records'

/** The summary that needs no model. */
export function template({
  profile_count,
  float_count,
  date_range_start,
  date_range_end,
  variables,
}: DatasetStatistics): string {
  const span = `${day(date_range_start)} to ${day(date_range_end)}`
  const list = variables.length === 0 ? 'none' : variables.join(', ')
  return `Dataset contains ${profile_count} profiles from ${float_count} floats, spanning ${span}. Variables: ${list}.`
}

/** The day in UTC, as 2026-03-14. */
export function day(time: number | null): string {
  return time === null ? 'unknown' : new Date(time).toISOString().slice(0, 10)
}
