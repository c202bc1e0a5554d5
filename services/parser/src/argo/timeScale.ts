import { julianEpoch } from './argoTime.ts'

const millisecondsPerDay = 86_400_000

/**
 * How many of a unit make a day. Names and symbols of UDUNITS, which CF refers to. Months and years are left out: they
 * are of no fixed length.
 */
const perDay: ReadonlyMap<string, number> = new Map(
  (
    [
      [86_400e9, 'nanosecond nanosec nsec ns'],
      [86_400e6, 'microsecond microsec usec us µs μs'],
      [86_400e3, 'millisecond millisec msec ms'],
      [86_400, 'second sec s'],
      [1440, 'minute min'],
      [24, 'hour hr h'],
      [1, 'day d'],
      [1 / 7, 'week'],
    ] as const
  ).flatMap(([count, names]) => names.split(' ').map((name): [string, number] => [name, count])),
)

const gregorian = /^(standard|gregorian|proleptic_gregorian)$/i
/** Before this the standard calendar is the Julian one, and software disagrees about what a date means. */
const gregorianSince = Date.UTC(1582, 9, 15)
/** Noon of 1 January 4713 BC of the Julian calendar, which Julian Days count from, in either calendar. */
const julianDays = /^-4713-11-24 12|^-4712-0?1-0?1 12/

const ofArgo = 'days since 1950-01-01 00:00:00 UTC'
const identity = (value: number): number => value

/**
 * How a time variable counts: Argo's own units are days since 1950, and software that has rewritten a file may have
 * chosen others.
 *
 * @param calendar the attribute of that name, if there is one.
 * @returns what makes days since 1950-01-01T00:00Z of a value; undefined where the units are not understood.
 */
export function timeScale(units: string, calendar = 'standard'): ((value: number) => number) | undefined {
  if (units === ofArgo && calendar === 'standard') return identity
  if (!gregorian.test(calendar.trim())) return undefined
  const [, unit = '', since = ''] =
    /^\s*(\S+)\s+(?:since|after|from|ref)\s+(\S.*?)\s*$/i.exec(units.replace(/\0.*$/s, '')) ?? []
  const count = countOf(unit)
  const epoch = epochOf(since, calendar)
  if (count === undefined || epoch === undefined) return undefined
  const days = (epoch - julianEpoch) / millisecondsPerDay
  return count === 1 && days === 0 ? identity : (value) => value / count + days
}

/** Symbols as they stand (Ms is a megasecond), names in any case and number. */
function countOf(unit: string): number | undefined {
  const name = unit.length > 2 ? unit.toLowerCase() : unit
  return perDay.get(name) ?? (name.length > 2 ? perDay.get(name.replace(/s$/, '')) : undefined)
}

/** A time as UDUNITS reads it, milliseconds since 1970-01-01T00:00Z: 1950-1-1, 1950-01-01T00:00:00Z, ... 12:00:00.5 +5:30. */
function epochOf(text: string, calendar: string): number | undefined {
  const date = /^([+-]?\d{1,5})-(\d{1,2})(?:-(\d{1,2}))?(.*)$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)(.*)$/.exec(text)
  const clock = /^(?:[T\s]\s*(\d{1,2})(?::?(\d\d?)(?::?(\d\d?(?:[.]\d*)?))?)?)?\s*(\S*)$/i.exec(date?.[4] ?? '-')
  const zone = zoneOf(clock?.[4] ?? '')
  if (date === null || clock === null || zone === undefined) return undefined
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3] ?? 1)]
  const [hour, minute, second] = [Number(clock[1] ?? 0), Number(clock[2] ?? 0), Number(clock[3] ?? 0)]
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second >= 61) return undefined
  // Not Date.UTC, which takes the years 0 to 99 for those of our century.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day)
  if (new Date(midnight).getUTCDate() !== day) return undefined
  const epoch = midnight + hour * 3_600_000 + minute * 60_000 + second * 1000 - zone
  if (epoch >= gregorianSince || /^proleptic/i.test(calendar.trim())) return epoch
  return julianDays.test(`${year}-${month}-${day} ${hour}`) && minute === 0 && second === 0 && zone === 0
    ? Date.UTC(-4713, 10, 24, 12)
    : undefined
}

/** Milliseconds east of Greenwich; undefined for the name of a zone that is not UTC's. */
function zoneOf(text: string): number | undefined {
  if (/^(Z|UTC|GMT)?$/i.test(text)) return 0
  const [, sign, hours, minutes = '0'] = /^([+-]?)(\d{1,2}):?(\d\d)?$/.exec(text) ?? []
  if (hours === undefined || Number(hours) > 14) return undefined
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
