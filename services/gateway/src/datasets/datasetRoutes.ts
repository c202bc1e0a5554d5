import type { Database } from '@floatchat/db/connectDatabase'
import { listDatasets, readDataset } from '@floatchat/db/datasets/readDatasets'
import { readRelations } from '@floatchat/db/datasets/readRelations'
import { readProfileContents } from '@floatchat/db/profiles/readProfileContents'
import { listProfiles } from '@floatchat/db/profiles/readProfiles'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { Logger } from '@floatchat/service/logger'
import { z } from 'zod'
import { notFound } from '../http/HttpProblem.ts'
import { heldTo, idParam, isInteger32, order, paging, searchText } from '../http/pageParams.ts'
import { type Route, route } from '../http/Route.ts'
import { time } from '../reading/readingQuery.ts'
import {
  datasetJson,
  datasetListJson,
  profileContentsJson,
  profileListJson,
  toDataset,
  toProfile,
} from './datasetJson.ts'
import { profileContentsRoutes } from './profileContentsRoutes.ts'
import { profileDocument } from './profileDocument.ts'
import { profilesOf, toProfilesOf } from './profilesOf.ts'
import { relationsJson } from './relationsJson.ts'

const base = '/api/v1/datasets'
const oneDataset = z.object({ dataset_id: idParam('dataset_id') })

/** @throws HttpProblem 404 where there is none. */
type FindDataset = (datasetId: number) => Promise<NonNullable<Awaited<ReturnType<typeof readDataset>>>>

/** Reading datasets, their raw files and their profiles. */
export function datasetRoutes({
  database,
  bucket,
  presignedSeconds,
  log,
}: {
  readonly database: Database
  readonly bucket: Bucket
  readonly presignedSeconds: number
  readonly log: Logger
}): Route[] {
  const found: FindDataset = async (datasetId) => {
    const dataset = isInteger32(datasetId) ? await readDataset(database, datasetId) : undefined
    if (dataset === undefined) throw notFound(`There is no dataset ${datasetId}.`)
    return dataset
  }

  return [
    listDatasetsRoute(database),
    readDatasetRoute(found),
    readDatasetFileRoute(bucket, presignedSeconds, found),
    listProfilesRoute(database, found),
    readProfileRoute(database),
    listProfilesOfRoute(database),
    readRelationsRoute(database, found),
    ...profileContentsRoutes({ database, log, exists: async (datasetId) => void (await found(datasetId)) }),
  ]
}

function listDatasetsRoute(database: Database): Route {
  return route({
    method: 'get',
    path: base,
    id: 'listDatasets',
    role: 'viewer',
    science: true,
    summary: 'Datasets, newest first',
    query: z.object({
      parent_dataset_id: idParam('parent_dataset_id')
        .optional()
        .describe('Only the members of this zip; else uploads only.'),
      withdrawn: z.enum(['true', 'false']).optional().describe('Those that were withdrawn; else those that are held.'),
      text: searchText('Only datasets of which a name holds this text, in any case.'),
      name: searchText('Only datasets that were given this name.'),
      time: time.describe('Ingested in this time.'),
      sort: z.enum(['created', 'name', 'profiles', 'levels', 'period']).default('created'),
      order: order.optional().describe('desc where nothing is said; asc for the members of a zip.'),
      ...paging,
    }),
    answers: { 200: { description: 'A page of datasets, and how many there are in all.', schema: datasetListJson } },
    async handle(context, { query }) {
      const { limit, offset, parent_dataset_id: parent, time: span, order: given, withdrawn, ...rest } = query
      const order = given ?? (parent === undefined ? 'desc' : 'asc')
      const { datasets, total } =
        parent === undefined || isInteger32(parent)
          ? await listDatasets(database, {
              ...rest,
              isActive: withdrawn !== 'true',
              parent,
              from: span?.from,
              until: span?.until,
              order,
              limit,
              offset,
            })
          : { datasets: [], total: 0 }
      return context.json({ datasets: datasets.map(toDataset), total, limit, offset })
    },
  })
}

function readDatasetRoute(found: FindDataset): Route {
  return route({
    method: 'get',
    path: `${base}/{dataset_id}`,
    id: 'readDataset',
    role: 'viewer',
    science: true,
    summary: 'A dataset: what it is, its statistics, its summary',
    params: oneDataset,
    answers: { 200: { description: 'The dataset.', schema: datasetJson } },
    problems: [404],
    handle: async (context, { params }) => context.json(toDataset(await found(params.dataset_id))),
  })
}

function readDatasetFileRoute(bucket: Bucket, presignedSeconds: number, found: FindDataset): Route {
  return route({
    method: 'get',
    path: `${base}/{dataset_id}/file`,
    id: 'readDatasetFile',
    role: 'viewer',
    science: true,
    summary: 'An address under which the raw file can be fetched for a short time, without a token',
    params: oneDataset,
    answers: {
      200: {
        description: 'The address.',
        schema: z.object({ url: z.url(), filename: z.string(), size_bytes: z.int(), expires_at: z.iso.datetime() }),
      },
    },
    problems: [404],
    async handle(context, { params }) {
      const { raw_file_path: key, source_filename, name } = await found(params.dataset_id)
      const object = key === null ? undefined : await bucket.stat(key)
      if (key === null || object === undefined)
        throw notFound(`The raw file of dataset ${params.dataset_id} is no longer kept.`)
      const filename = (source_filename ?? name ?? 'file').split('/').at(-1) ?? 'file'
      const url = await bucket.presignedGet(key, presignedSeconds, filename)
      const expires_at = new Date(Date.now() + presignedSeconds * 1000).toISOString()
      return context.json({ url, filename, size_bytes: object.sizeBytes, expires_at })
    },
  })
}

function listProfilesRoute(database: Database, found: FindDataset): Route {
  return route({
    method: 'get',
    path: `${base}/{dataset_id}/profiles`,
    id: 'listProfiles',
    role: 'viewer',
    science: true,
    summary: 'The profiles that are in the database as this dataset has them, by float and cycle',
    params: oneDataset,
    query: z.object({ limit: heldTo(1, 1000, 100, 'How many.'), offset: paging.offset }),
    answers: { 200: { description: 'A page of profiles, and how many there are in all.', schema: profileListJson } },
    problems: [404],
    async handle(context, { params, query }) {
      const { dataset_id } = await found(params.dataset_id)
      const { profiles, total } = await listProfiles(database, { datasets: [dataset_id] }, query.limit, query.offset)
      return context.json({ profiles: profiles.map(toProfile), total, ...query })
    },
  })
}

function readProfileRoute(database: Database): Route {
  return route({
    method: 'get',
    path: `${base}/profiles/{profile_id}`,
    id: 'readProfile',
    role: 'viewer',
    science: true,
    summary: 'A profile with its measurements and all its parameters, for a plot',
    params: z.object({ profile_id: idParam('profile_id') }),
    answers: { 200: { description: 'The profile.', schema: profileContentsJson } },
    problems: [404],
    async handle(context, { params }) {
      const { profile_id } = params
      const all = { measurements: true, parameters: 'all' } as const
      const [contents] = isInteger32(profile_id) ? await readProfileContents(database, [profile_id], all) : []
      if (contents === undefined)
        throw notFound(`There is no profile ${profile_id}: a newer version may have replaced it.`)
      // One version of a profile never changes.
      context.header('cache-control', 'private, max-age=3600')
      return context.body(profileDocument(contents), 200, { 'content-type': 'application/json' })
    },
  })
}

function listProfilesOfRoute(database: Database): Route {
  return route({
    method: 'get',
    path: `${base}/profiles`,
    id: 'listProfilesOf',
    role: 'viewer',
    science: true,
    summary: 'The profiles of a float, of some datasets, or of all with a name, by float and cycle',
    query: z.object({ ...profilesOf, limit: heldTo(1, 1000, 100, 'How many.'), offset: paging.offset }),
    answers: { 200: { description: 'A page of profiles, and how many there are in all.', schema: profileListJson } },
    async handle(context, { query }) {
      const { limit, offset } = query
      const { profiles, total } = await listProfiles(database, toProfilesOf(query), limit, offset)
      return context.json({ profiles: profiles.map(toProfile), total, limit, offset })
    },
  })
}

function readRelationsRoute(database: Database, found: FindDataset): Route {
  return route({
    method: 'get',
    path: `${base}/{dataset_id}/relations`,
    id: 'readRelations',
    role: 'viewer',
    science: true,
    summary: 'Datasets with the same bytes, where its profiles are shown from, and its floats',
    params: oneDataset,
    answers: { 200: { description: 'The first 100 of each.', schema: relationsJson } },
    problems: [404],
    async handle(context, { params }) {
      const { dataset_id } = await found(params.dataset_id)
      return context.json(await readRelations(database, dataset_id))
    },
  })
}
