import type { DatasetStatistics } from '@floatchat/contracts/generated/records'

/** The summary that needs no model. */
export function template({
  profile_count,
  float_count,
  date_range_start,
  date_range_end,
  variables,
}: DatasetStatistics): string {
  if (profile_count === 0) return `Dataset contains no profiles; it is about ${counted(float_count, 'float')}.`
  const span = `${day(date_range_start)} to ${day(date_range_end)}`
  const list = variables.length === 0 ? 'none' : variables.join(', ')
  const what = `${counted(profile_count, 'profile')} from ${counted(float_count, 'float')}`
  return `Dataset contains ${what}, spanning ${span}. Variables: ${list}.`
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** The day in UTC, as 2026-03-14. */
export function day(time: number | null): string {
  return time === null ? 'unknown' : new Date(time).toISOString().slice(0, 10)
}
