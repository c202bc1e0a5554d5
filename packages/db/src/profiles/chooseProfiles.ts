import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { byFloatAndCycle, isOf, type ProfilesOf } from './readProfiles.ts'

/** Which profiles of a dataset. */
export interface ProfileChoice {
  readonly platformNumber: string | undefined
  /** Only these, in this order; else all, by float and cycle. */
  readonly profileIds: readonly number[] | undefined
  readonly limit: number
  readonly offset: number
}

/** Profiles by their ids, and how much there is to read of each. */
export interface ChosenProfiles {
  readonly ids: readonly number[]
  /** Levels times parameters. */
  readonly cells: readonly number[]
}

/** Finds profiles without reading them. */
export function chooseProfiles(
  database: Database,
  of: ProfilesOf,
  { platformNumber, profileIds, limit, offset }: ProfileChoice,
): Promise<ChosenProfiles> {
  const ids = sql.array([...(profileIds ?? [])], 'int4')
  const ofFloat = platformNumber === undefined ? sql.fragment`` : sql.fragment`and platform_number = ${platformNumber}`
  const named = profileIds === undefined ? sql.fragment`` : sql.fragment`and profile_id = any(${ids})`
  const order = profileIds === undefined ? byFloatAndCycle : sql.fragment`array_position(${ids}, profile_id)`
  return asDatabaseWork('Choosing profiles', () =>
    database.pool.one(sql.type(z.object({ ids: z.array(z.number()), cells: z.array(z.number()) }))`
      select coalesce(array_agg(profile_id order by place), '{}') as ids,
        coalesce(array_agg(cells order by place), '{}') as cells
      from (
        select profile_id, row_number() over (order by ${order}) as place,
          level_count * (select count(*)::integer from profile_variables as variable
            where variable.profile_id = profile.profile_id) as cells
        from profiles as profile
        where ${isOf(of)} ${ofFloat} ${named}
        order by place limit ${limit} offset ${offset}
      ) as chosen`),
  )
}
