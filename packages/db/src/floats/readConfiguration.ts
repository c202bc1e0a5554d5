import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

const mission = z.object({
  mission_number: z.number(),
  comment: z.string().nullable(),
  configuration: z.record(z.string(), z.number()),
})
const sensor = z.object({
  sensor: z.string(),
  maker: z.string().nullable(),
  model: z.string().nullable(),
  serial_no: z.string().nullable(),
})

export interface FloatConfiguration {
  /** Of the `_meta.nc` file that holds. */
  readonly datasetId: number
  readonly missions: readonly z.output<typeof mission>[]
  readonly sensors: readonly z.output<typeof sensor>[]
}

/** Missions and sensors of a float; undefined where no `_meta.nc` file of it is held. */
export function readConfiguration({ pool }: Database, platformNumber: string): Promise<FloatConfiguration | undefined> {
  return asDatabaseWork('Reading the configuration of a float', async () => {
    const datasetId = await pool.maybeOneFirst(sql.type(z.object({ dataset_id: z.number() }))`
      select dataset_id from float_configurations where platform_number = ${platformNumber}`)
    if (datasetId === null) return undefined
    const missions = await pool.any(sql.type(mission)`
      select mission_number, comment, configuration from float_missions
      where dataset_id = ${datasetId} order by mission_number`)
    const sensors = await pool.any(sql.type(sensor)`
      select sensor, maker, model, serial_no from float_sensors where dataset_id = ${datasetId} order by sensor_number`)
    return { datasetId, missions, sensors }
  })
}
