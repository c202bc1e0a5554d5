import { conflict } from '@floatchat/contracts/IngestionError'
import type { FileId } from '@floatchat/contracts/ids'
import { boundingPolygon } from '@floatchat/db/boundingPolygon'
import { findWritten } from '@floatchat/db/datasets/findWritten'
import { saveDatasets } from '@floatchat/db/datasets/saveDatasets'
import { lockFloats } from '@floatchat/db/floats/lockFloats'
import { saveConfigurations } from '@floatchat/db/floats/saveConfigurations'
import { saveFloats } from '@floatchat/db/floats/saveFloats'
import { requestRereads } from '@floatchat/db/profiles/requestRereads'
import type { CommonQueryMethods } from '@floatchat/db/types'
import type { FloatClaim } from '../floats/FloatClaim.ts'
import { applyClaim, mergeClaims } from '../floats/mergeClaims.ts'
import { type IncomingFile, resolveVersions } from '../versions/resolveVersions.ts'
import { checkCounts } from './checkCounts.ts'
import type { FileToWrite, FileWritten } from './FileToWrite.ts'
import { findKnown } from './findKnown.ts'
import type { ProfileIds } from './ProfileIds.ts'
import { recordVersions } from './recordVersions.ts'
import { type DatasetOf, writeProfiles } from './writeProfiles.ts'

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
  const before = await findWritten(
    connection,
    files.map(({ fileId }) => fileId),
  )
  const written: FileWritten[] = []
  const open: FileToWrite[] = []
  for (const file of files) {
    const earlier = before.get(file.fileId)
    if (earlier !== undefined && earlier.runId >= file.closing.parsed.run_id)
      written.push({ file, event: earlier.event, before: true })
    else open.push(file)
  }
  // A streamed file that turns out to be written has been copied for nothing: the caller rolls it back.
  if (open.length > 0) written.push(...(await writeOpenFiles(connection, ids, open)))
  return written
}

async function writeOpenFiles(
  connection: CommonQueryMethods,
  ids: ProfileIds,
  files: readonly FileToWrite[],
): Promise<FileWritten[]> {
  const claims = new Map<string, FloatClaim>()
  for (const file of files) {
    for (const [platform, claim] of file.claims) claims.set(platform, mergeClaims(claims.get(platform), claim))
  }
  const sha256s = files.map(({ sha256 }) => sha256)
  const floats = await lockFloats(connection, sha256s, [...claims.keys()])
  const incoming = files.map(incomingFile)
  const { known, stored } = await findKnown(connection, sha256s, incoming)
  const resolution = resolveVersions(incoming, known, stored)
  const missing = resolution.winners.find(
    ({ levels }) => levels.profileId === undefined && levels.cleaned === undefined,
  )
  if (missing !== undefined) {
    throw conflict(
      `Profile ${missing.levels.number} has become the best version while its file was read: reading it again.`,
    )
  }

  const events = files.map((file) => eventOf(file, resolution.ingested))
  const datasets = await saveDatasets(
    connection,
    events.map((event) => ({
      event,
      boundingPolygon: event.statistics.bounding_box === null ? null : boundingPolygon(event.statistics.bounding_box),
    })),
  )
  const datasetOf: DatasetOf = (owner) => {
    if ('datasetId' in owner) return owner.datasetId
    const dataset = datasets.get(owner.fileId as FileId) // Every owner without a dataset is one of these files.
    if (dataset === undefined) throw conflict(`A later run has written file ${owner.fileId} meanwhile.`)
    return dataset
  }
  await writeProfiles(connection, ids, resolution, floats, datasetOf)
  await recordVersions(connection, resolution, datasetOf)
  await saveFloats(
    connection,
    [...claims.values()].flatMap((claim) => {
      const row = floats.get(claim.platformNumber)
      return row === undefined ? [] : (applyClaim(row, claim) ?? [])
    }),
  )
  await saveConfigurations(
    connection,
    files.flatMap(({ fileId, closing }) => {
      const metadata = closing.parsed.float_metadata
      return metadata === null ? [] : { datasetId: datasetOf({ fileId }), metadata }
    }),
  )
  await requestRereads(connection, [...resolution.wanted])
  await checkCounts(connection, files, incoming, resolution, datasetOf)
  return files.map((file, index) => {
    const event = events[index] as (typeof events)[number] // One for each file.
    return { file, event: { ...event, dataset_id: datasetOf({ fileId: file.fileId }) }, before: false }
  })
}

function incomingFile({ closing, sha256, fileId, profiles }: FileToWrite): IncomingFile {
  return { sha256, fileId, runId: closing.parsed.run_id, profiles }
}

function eventOf(file: FileToWrite, ingested: ReadonlySet<object>) {
  const { closing, profiles, statistics, rejected } = file
  const count = profiles.filter((profile) => ingested.has(profile)).length
  return {
    file: closing.parsed.file,
    run_id: closing.parsed.run_id,
    statistics,
    profiles_total: closing.parsed.profiles_total,
    profiles_ingested: count,
    profiles_superseded: profiles.length - count,
    rejected: [...rejected],
    warnings: closing.parsed.warnings,
    test_counts: closing.test_counts,
    written_at: Date.now(),
  }
}
