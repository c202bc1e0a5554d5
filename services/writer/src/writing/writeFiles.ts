import { conflict } from '@floatchat/contracts/IngestionError'
import type { FileId } from '@floatchat/contracts/ids'
import { boundingPolygon } from '@floatchat/db/boundingPolygon'
import { findHolders, type Holder, withdrawnParents } from '@floatchat/db/datasets/findHolders'
import { saveDatasets } from '@floatchat/db/datasets/saveDatasets'
import { type FloatRow, lockFloats } from '@floatchat/db/floats/lockFloats'
import { saveConfigurations } from '@floatchat/db/floats/saveConfigurations'
import { requestRereads } from '@floatchat/db/profiles/requestRereads'
import type { CommonQueryMethods } from '@floatchat/db/types'
import { foldClaims, recordClaims } from '../floats/saveClaims.ts'
import { type FileHome, homeOfFile } from '../versions/decideHomes.ts'
import { type DatasetOf, type IncomingFile, ownerOf, resolveVersions } from '../versions/resolveVersions.ts'
import { checkCounts } from './checkCounts.ts'
import type { FileToWrite, FileWritten } from './FileToWrite.ts'
import { findKnown } from './findKnown.ts'
import type { ProfileIds } from './ProfileIds.ts'
import { recordOperations } from './recordOperations.ts'
import { formerHomes, recordVersions } from './recordVersions.ts'
import { writeProfiles } from './writeProfiles.ts'

/**
 * Writes files within a transaction, each of them whole; nothing is seen until that commits. No two may
 * be runs over the same bytes.
 *
 * Locks are taken here and nowhere else, always in this order: files by their digest, floats by platform number,
 * datasets by file, and only then what belongs to these floats. So two writers never wait for each other.
 *
 * @throws IngestionError TRANSACTION_CONFLICT where the files have to be read again: a profile that was
 * not worth copying is needed after all, or a later run has written one of the files.
 */
export async function writeFiles(
  connection: CommonQueryMethods,
  ids: ProfileIds,
  files: readonly FileToWrite[],
): Promise<readonly FileWritten[]> {
  const sha256s = files.map(({ sha256 }) => sha256)
  const floats = await lockFloats(
    connection,
    sha256s,
    files.flatMap(({ claims }) => [...claims.keys()]),
  )
  const holders = await findHolders(
    connection,
    sha256s,
    files.map(({ fileId }) => fileId),
  )
  const written: FileWritten[] = []
  const open: FileToWrite[] = []
  for (const file of files) {
    const earlier = holders.find(({ file_id }) => file_id === file.fileId)?.written
    if (earlier !== undefined && earlier.runId >= file.closing.parsed.run_id)
      written.push({ file, event: earlier.event, before: true })
    else open.push(file)
  }
  // A streamed file that turns out to be written has been copied for nothing: the caller rolls it back.
  const now = open.length === 0 ? [] : await writeOpenFiles(connection, ids, open, { floats, holders })
  // Nor of one that was written before.
  await foldClaims(
    connection,
    written.flatMap(({ file }) => [...file.claims.keys()]),
    floats,
  )
  return [...written, ...now]
}

interface Locked {
  readonly floats: ReadonlyMap<string, FloatRow>
  /** Datasets of the files and of files with the same bytes. */
  readonly holders: readonly Holder[]
}

async function writeOpenFiles(
  connection: CommonQueryMethods,
  ids: ProfileIds,
  files: readonly FileToWrite[],
  { floats, holders }: Locked,
): Promise<FileWritten[]> {
  const incoming = await incomingFiles(connection, files, holders)
  const known = await findKnown(
    connection,
    files.map(({ sha256 }) => sha256),
    files.flatMap(({ profiles }) => profiles),
  )
  const resolution = resolveVersions(incoming, known)
  const missing = resolution.winners.find(
    ({ levels }) => levels.profileId === undefined && levels.cleaned === undefined,
  )
  if (missing !== undefined) {
    throw conflict(
      `Profile ${missing.levels.number} has become the best version while its file was read: reading it again.`,
    )
  }

  const events = files.map((file, index) => eventOf(file, resolution.ingested, incoming[index]?.home))
  const datasets = await saveDatasets(
    connection,
    events.map((event, index) => ({
      event,
      readBy: readByOf(files[index] as FileToWrite), // One event for each file.
      isActive: incoming[index]?.home.isActive ?? true,
      boundingPolygon: event.statistics.bounding_box === null ? null : boundingPolygon(event.statistics.bounding_box),
    })),
  )
  const datasetOf: DatasetOf = (owner) => {
    if ('datasetId' in owner) return owner.datasetId
    const dataset = datasets.get(owner.fileId as FileId) // Every owner without a dataset is one of these files.
    if (dataset === undefined) throw conflict(`A later run has written file ${owner.fileId} meanwhile.`)
    return dataset
  }
  await writeProfiles(connection, ids, resolution, floats, datasetOf, (idOf) =>
    recordOperations(connection, files, known.known, resolution, idOf),
  )
  const deciding = incoming.filter(({ home }) => home.isDeciding)
  await recordVersions(connection, deciding, resolution, datasetOf)
  await recordClaims(
    connection,
    files.flatMap(({ closing, claims }, index) => {
      const file = incoming[index]
      if (file?.home.isDeciding !== true) return []
      return [{ datasetId: datasetOf(ownerOf(file)), runId: closing.parsed.run_id, isHeld: file.home.isHeld, claims }]
    }),
    formerHomes(deciding),
    floats,
  )
  await saveConfigurations(
    connection,
    files.flatMap(({ fileId, closing }) => {
      const metadata = closing.parsed.float_metadata
      return metadata === null ? [] : { datasetId: datasetOf({ fileId }), metadata }
    }),
  )
  // Of a run that decides nothing no float stays that was made only to be locked.
  await foldClaims(
    connection,
    files.flatMap(({ claims }, index) => (incoming[index]?.home.isDeciding === true ? [] : [...claims.keys()])),
    floats,
  )
  await requestRereads(connection, [...resolution.wanted])
  await checkCounts(connection, files, incoming, resolution, datasetOf)
  return files.map((file, index) => {
    const event = events[index] as (typeof events)[number] // One for each file.
    return { file, event: { ...event, dataset_id: datasetOf({ fileId: file.fileId }) }, before: false }
  })
}

/** The files with what is known of their datasets, which nobody withdraws or restores until the transaction ends. */
async function incomingFiles(
  connection: CommonQueryMethods,
  files: readonly FileToWrite[],
  holders: readonly Holder[],
): Promise<IncomingFile[]> {
  const withdrawn = await withdrawnParents(
    connection,
    files.flatMap(({ closing }) => closing.parsed.file.parent_dataset_id ?? []),
  )
  return files.map(({ closing, sha256, fileId, profiles }) => {
    const { run_id: runId, file } = closing.parsed
    const isOfWithdrawn = file.parent_dataset_id !== null && withdrawn.has(file.parent_dataset_id)
    const own = holders.filter((one) => one.sha256 === sha256 || one.file_id === fileId)
    return { sha256, fileId, profiles, home: homeOfFile({ sha256, fileId, runId, isOfWithdrawn }, own) }
  })
}

function readByOf({ closing }: FileToWrite) {
  const { cleaner_version, grey_list_sha256 } = closing
  return { parser_version: closing.parsed.parser_version, cleaner_version, grey_list_sha256 }
}

const passedOver =
  'Its dataset is withdrawn: what the file holds was recorded, and nothing of it is shown until the dataset is restored.'

function eventOf(file: FileToWrite, ingested: ReadonlySet<object>, home: FileHome | undefined) {
  const { closing, profiles, statistics, rejected, beganAt } = file
  const writtenAt = Date.now()
  const count = profiles.filter((profile) => ingested.has(profile)).length
  return {
    file: closing.parsed.file,
    run_id: closing.parsed.run_id,
    statistics,
    profiles_total: closing.parsed.profiles_total,
    profiles_ingested: count,
    profiles_superseded: profiles.length - count,
    rejected: [...rejected],
    warnings: home?.isActive === false ? [...closing.parsed.warnings, passedOver] : closing.parsed.warnings,
    test_counts: closing.test_counts,
    written_at: writtenAt,
    stage_times: [...closing.stage_times, { stage: 'writer' as const, began_at: beganAt, ended_at: writtenAt }],
  }
}
