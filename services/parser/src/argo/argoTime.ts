/**
 * Times as Argo writes them.
 *
 * @module
 */

/** 1950-01-01T00:00Z, where JULD counts from, in milliseconds since 1970-01-01T00:00Z. */
export const julianEpoch = Date.UTC(1950, 0, 1)
const secondsPerDay = 86_400

/**
 * JULD as milliseconds since 1970-01-01T00:00Z, rounded half up to the second. Real JULDs carry noise
 * below the second; rounding gives the date of the GDAC index, truncation does not.
 *
 * @param juld days since 1950-01-01T00:00Z.
 */
export function julianToTimestamp(juld: number): number {
  return julianEpoch + Math.floor(juld * secondsPerDay + 0.5) * 1000
}

/** YYYYMMDDHHMISS as milliseconds since 1970-01-01T00:00Z; null where blank or no date. */
export function argoDate(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?$/.exec(text)
  if (match === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(time)
  // Date.UTC takes month 13 and 31 February for days after; such a text is no date.
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 ? time : null
}

const unitSeconds: Readonly<Record<string, number>> = { day: 86_400, hour: 3600, minute: 60, second: 1 }

/**
 * How a time variable counts: Argo's own units are days since 1950, and tools that have rewritten a file
 * (xarray, nco) may have chosen others.
 *
 * @returns what makes days since 1950-01-01T00:00Z of a value.
 */
export function timeScale(units: string): (value: number) => number {
  const match =
    /^\s*(day|hour|minute|second)s?\s+since\s+(\d{4}-\d{1,2}-\d{1,2})(?:[T\s]+(\d{1,2}:\d{2}(?::\d{2})?))?/i.exec(units)
  if (match === null) return (value) => value
  const [, unit = 'day', date = '', clock = '00:00'] = match
  const [year = 1950, month = 1, day = 1] = date.split('-').map(Number)
  const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number)
  const epochDays = (Date.UTC(year, month - 1, day, hour, minute, second) - julianEpoch) / (secondsPerDay * 1000)
  const perDay = (unitSeconds[unit.toLowerCase()] ?? secondsPerDay) / secondsPerDay
  return perDay === 1 && epochDays === 0 ? (value) => value : (value) => value * perDay + epochDays
}
