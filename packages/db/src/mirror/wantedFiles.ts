import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { inScope } from './inScope.ts'

const wanted = z.object({
  path: z.string(),
  /** Milliseconds since 1970-01-01T00:00Z, as all times here. */
  index_update: z.number().nullable(),
  wanted_since: z.number(),
  state: z.enum(['listed', 'taken', 'held', 'failed']),
  /** DATE_UPDATE of what is held. */
  file_update: z.number().nullable(),
  size_bytes: int8.nullable(),
  etag: z.string().nullable(),
  sha256: z.string().nullable(),
  dataset_id: z.number().nullable(),
})
export type WantedFile = z.output<typeof wanted>

/** The next files that are to be fetched, in the order of their paths. */
export function wantedFiles(
  database: Database,
  sourceId: number,
  only: readonly string[],
  after: string,
  atMost: number,
): Promise<readonly WantedFile[]> {
  return asDatabaseWork('Looking for files to fetch', () =>
    database.pool.any(sql.type(wanted)`
      select path, index_update, wanted_since, state, file_update, size_bytes, etag, encode(sha256, 'hex') as sha256, dataset_id
      from mirror_files
      where source_id = ${sourceId} and wanted_since is not null and missing_since is null and path > ${after}
        and ${inScope(only)}
      order by path limit ${atMost}`),
  )
}

export interface FetchedFile {
  readonly sourceId: number
  readonly path: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly etag: string | null
  /** DATE_UPDATE of the file, milliseconds since 1970-01-01T00:00Z. */
  readonly fileUpdate: number | null
  readonly datasetId: number
  /** Whether these bytes are what the index speaks of; where not they are fetched again. */
  readonly isWhatWasWanted: boolean
  readonly problem: string | null
}

/** Records what was fetched and which dataset has it. What the path had before waits to be withdrawn. */
export function saveFetched(database: Database, file: FetchedFile): Promise<void> {
  return asDatabaseWork(`Recording '${file.path}'`, async () => {
    await database.pool.query(sql.unsafe`${fetchedUpdate(file)}`)
  })
}

/** As a part of a statement, for who records the dataset in the same. */
export function fetchedUpdate(file: FetchedFile): FragmentSqlToken {
  const { sourceId, path, sha256, sizeBytes, etag, datasetId, isWhatWasWanted, problem } = file
  const fileUpdate = file.fileUpdate === null ? null : new Date(file.fileUpdate).toISOString()
  return sql.fragment`
    update mirror_files set
      sha256 = decode(${sha256}, 'hex'), size_bytes = ${sizeBytes}, etag = ${etag},
      file_update = ${fileUpdate}::timestamptz,
      state = case when dataset_id = ${datasetId} then state else 'taken' end,
      replaced = array_remove(
        case when dataset_id <> ${datasetId} then replaced || dataset_id else replaced end, ${datasetId}),
      dataset_id = ${datasetId}, problem = ${problem},
      wanted_since = case when ${isWhatWasWanted} then null else wanted_since end
    where source_id = ${sourceId} and path = ${path}`
}

/** Records that nothing new was fetched, and why; the file stays wanted, or no longer is. */
export function saveUnfetched(
  database: Database,
  file: {
    readonly sourceId: number
    readonly path: string
    readonly isWanted: boolean
    readonly problem: string | null
  },
): Promise<void> {
  return asDatabaseWork(`Recording '${file.path}'`, async () => {
    await database.pool.query(sql.unsafe`
      update mirror_files set problem = ${file.problem},
        wanted_since = case when ${file.isWanted} then wanted_since else null end
      where source_id = ${file.sourceId} and path = ${file.path}`)
  })
}

/** Notes that the dataset is one that the mirror brought. */
export function claimDataset(database: Database, sourceId: number, datasetId: number): Promise<void> {
  return asDatabaseWork('Recording a dataset of a mirror', async () => {
    await database.pool.query(sql.unsafe`${claimInsert(sourceId, datasetId)}`)
  })
}

/** As a part of a statement, for who records the dataset in the same. */
export function claimInsert(sourceId: number, datasetId: number): FragmentSqlToken {
  return sql.fragment`
    insert into mirror_datasets (dataset_id, source_id) values (${datasetId}, ${sourceId}) on conflict do nothing`
}

/** Files that wait in the outbox for room on the topics. */
export function countWaiting(database: Database): Promise<number> {
  return asDatabaseWork('Looking how many files wait', () =>
    database.pool.oneFirst(sql.type(z.object({ count: int8 }))`
      select count(*) as count from outbox where lane = 'bulk'`),
  )
}
