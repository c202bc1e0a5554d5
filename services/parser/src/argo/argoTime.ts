/**
 * Times as Argo writes them.
 *
 * @module
 */

/** 1950-01-01T00:00Z, where JULD counts from, in milliseconds since 1970-01-01T00:00Z. */
export const julianEpoch = Date.UTC(1950, 0, 1)
const secondsPerDay = 86_400

/** Beyond the years 0 to 9999, which ISO 8601 writes with four digits and PostgreSQL stores. */
const mostDays = 2_900_000
const leastDays = -712_000

/**
 * JULD as milliseconds since 1970-01-01T00:00Z, rounded half up to the second. Real JULDs carry noise
 * below the second; rounding gives the date of the GDAC index, truncation does not.
 *
 * @param juld days since 1950-01-01T00:00Z.
 * @returns null for what is no time of our calendar, such as a fill that the file does not declare.
 */
export function julianToTimestamp(juld: number): number | null {
  if (juld > mostDays || juld < leastDays) return null
  return julianEpoch + Math.floor(juld * secondsPerDay + 0.5) * 1000
}

/**
 * YYYYMMDDHHMISS as milliseconds since 1970-01-01T00:00Z; null where blank or no date. ISO 8601 counts as well, as far
 * as it goes: of 2022-02-18T07:58:54Z the 14 characters of the variable hold the day and the hour.
 */
export function argoDate(text: string): number | null {
  const match =
    /^(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?$/.exec(text) ??
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d)?(?::(\d\d)?(?::(\d\d)?)?)?)?(?:[.]\d*)?Z?$/.exec(text)
  if (match === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(time)
  // Date.UTC takes month 13 and 31 February for days after; such a text is no date.
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 ? time : null
}
