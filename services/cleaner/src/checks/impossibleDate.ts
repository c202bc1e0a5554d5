import { firstJuld } from '../thresholds.ts'

const julianDayOf1970 = 7305
const millisecondsADay = 86_400_000

/**
 * Test 2: JULD and JULD_LOCATION are not before 1997 and not in the future.
 *
 * @param juld days since 1950-01-01T00:00Z, null where missing: a missing date is not impossible
 * @param now milliseconds since 1970-01-01T00:00Z
 */
export function impossibleDate(juld: number | null, juldLocation: number | null, now: number): boolean {
  const today = now / millisecondsADay + julianDayOf1970
  return isImpossible(juld, today) || isImpossible(juldLocation, today)
}

const isImpossible = (juld: number | null, today: number): boolean =>
  juld !== null && (juld < firstJuld || juld > today)
