import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

/**
 * Removes the letters that were redriven or discarded more than so many days ago, 30 at least: the topics no longer have
 * their bytes then. Open ones stay.
 *
 * @returns how many there were.
 */
export function forgetDeadLetters({ pool }: Database, days: number): Promise<number> {
  return asDatabaseWork('Forgetting dead letters', () =>
    pool.oneFirst(sql.type(z.object({ forgotten: z.coerce.number() }))`
      select forget_dead_letters(make_interval(days => ${days})) as forgotten`),
  )
}
