import type { Database } from '@floatchat/db/connectDatabase'
import { readConfiguration } from '@floatchat/db/floats/readConfiguration'
import { z } from 'zod'
import { notFound } from '../http/HttpProblem.ts'
import { type Route, route } from '../http/Route.ts'

const missionJson = z.object({
  mission_number: z.int().describe('CONFIG_MISSION_NUMBER, as profiles name it.'),
  comment: z.string().nullable(),
  configuration: z
    .record(z.string(), z.number())
    .describe('By Argo name, in the unit that ends the name: CONFIG_ProfilePressure_dbar.'),
})
const sensorJson = z.object({
  sensor: z.string(),
  maker: z.string().nullable(),
  model: z.string().nullable(),
  serial_no: z.string().nullable(),
})
const configurationJson = z
  .object({
    platform_number: z.string(),
    dataset_id: z.int().describe('The dataset of the _meta.nc file: of several the newest.'),
    missions: z.array(missionJson),
    sensors: z.array(sensorJson),
  })
  .meta({ id: 'FloatConfiguration' })

/** What the `_meta.nc` file of a float says of its missions and sensors. */
export function configurationRoute(database: Database): Route {
  return route({
    method: 'get',
    path: '/api/v1/floats/{platform}/configuration',
    id: 'readFloatConfiguration',
    role: 'viewer',
    science: true,
    summary: 'The missions of a float with their configuration, and its sensors',
    params: z.object({ platform: z.string().regex(/^\w{1,20}$/, 'platform must be a WMO number') }),
    answers: { 200: { description: 'As the _meta.nc file has them.', schema: configurationJson } },
    problems: [404],
    async handle(context, { params }) {
      const found = await readConfiguration(database, params.platform)
      if (found === undefined)
        throw notFound(`No _meta.nc file with a configuration of float ${params.platform} is held.`)
      const { datasetId: dataset_id, missions, sensors } = found
      return context.json({ platform_number: params.platform, dataset_id, missions, sensors })
    },
  })
}
