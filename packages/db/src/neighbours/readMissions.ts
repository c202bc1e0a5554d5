import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { Mission } from './MissionProfile.ts'
import { missionsOf } from './missionsOf.ts'

const numbers = z.record(z.string(), z.number())
const configured = z.object({
  missions: z.record(z.string(), numbers).nullable(),
  attributes: z.record(z.string(), z.string()).nullable(),
  ctd: z.string().nullable(),
})

/** Tells the mission of a profile by its number, as the `_meta.nc` file of the float has it that holds. */
export async function readMissions(
  connection: CommonQueryMethods,
  platform: string,
): Promise<(missionNumber: number | null) => Mission> {
  const found = await connection.maybeOne(sql.type(configured)`
    select
      (select jsonb_object_agg(mission_number::text, configuration) from float_missions m where m.dataset_id = f.dataset_id)
        as missions,
      (select metadata -> 'attributes' from float_claims c
        where c.dataset_id = f.dataset_id and c.platform_number = f.platform_number limit 1) as attributes,
      (select model from float_sensors s where s.dataset_id = f.dataset_id and sensor = 'CTD_CNDC'
        order by sensor_number limit 1) as ctd
    from float_configurations f where f.platform_number = ${platform}`)
  return missionsOf({
    missions: found?.missions ?? {},
    attributes: found?.attributes ?? {},
    ctd: found?.ctd ?? null,
  })
}
