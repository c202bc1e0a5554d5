import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

/** A float of which more may be on its way is left until nothing came for so long, or it has waited for so long. */
const quietSeconds = 2
const patienceSeconds = 30

/** Floats that are to be judged by their neighbours now, the longest waiting first. */
export function floatsToJudge({ pool }: Database, atMost: number): Promise<readonly string[]> {
  return asDatabaseWork('Finding floats to judge', () =>
    pool.anyFirst(sql.type(z.object({ platform_number: z.string() }))`
      select platform_number from floats_to_judge group by platform_number
      having max(asked_at) < clock_timestamp() - make_interval(secs => ${quietSeconds})
        or min(asked_at) < clock_timestamp() - make_interval(secs => ${patienceSeconds})
      order by min(asked_at) limit ${atMost}`),
  )
}
