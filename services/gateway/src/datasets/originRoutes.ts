import type { Database } from '@floatchat/db/connectDatabase'
import { readOrigin } from '@floatchat/db/profiles/readOrigin'
import { readQualityTests } from '@floatchat/db/profiles/readQualityTests'
import { findOnTopics } from '@floatchat/operations/findOnTopics'
import type { Operations } from '@floatchat/operations/openOperations'
import { z } from 'zod'
import { notFound } from '../http/HttpProblem.ts'
import { isoTime } from '../http/isoTime.ts'
import { idParam, isInteger32 } from '../http/pageParams.ts'
import { type Route, route } from '../http/Route.ts'
import { originJson, placesJson, toOrigin } from './originJson.ts'

const base = '/api/v1/profiles/{profile_id}/origin'
const params = z.object({ profile_id: idParam('profile_id') })

/** The way back of a value: from the profile that is shown to file, run, code and records. */
export function originRoutes(database: Database, operations: () => Promise<Operations>): Route[] {
  const found = async (profileId: number) => {
    const origin = isInteger32(profileId) ? await readOrigin(database, profileId) : undefined
    if (origin === undefined) throw notFound(`There is no profile ${profileId}: a newer version may have replaced it.`)
    return origin
  }
  return [
    route({
      method: 'get',
      path: base,
      id: 'readOrigin',
      role: 'viewer',
      science: true,
      summary: 'Where a profile comes from: file, run, code, failed tests, and what other files say of it',
      params,
      answers: { 200: { description: 'The origin.', schema: originJson } },
      problems: [404],
      async handle(context, { params: { profile_id: profileId } }) {
        const origin = await found(profileId)
        const names = new Map((await readQualityTests(database)).map(({ bit, name }) => [bit, name]))
        return context.json(toOrigin(origin, names))
      },
    }),
    route({
      method: 'get',
      path: `${base}/topics`,
      id: 'readOriginOnTopics',
      role: 'operator',
      summary: 'The records that a profile came by, as far as the topics still hold them',
      params,
      answers: { 200: { description: 'Their places.', schema: placesJson } },
      problems: [404],
      async handle(context, { params: { profile_id: profileId } }) {
        const version = (await found(profileId)).versions.find((each) => each.shown)
        if (version === undefined) return context.json({ places: [] })
        const { file_id: fileId, job_id: jobId, run_id: runId, profile_number: profileNumber } = version
        const { staged_at: stagedAt, written_at: writtenAt } = version
        if (fileId === null || jobId === null || stagedAt === null || writtenAt === null)
          return context.json({ places: [] })
        const sought = { jobId, fileId, runId, profileNumber, stagedAt, writtenAt }
        const places = await findOnTopics(await operations(), sought)
        return context.json({ places: places.map((place) => ({ ...place, at: isoTime(place.at) })) })
      },
    }),
  ]
}
