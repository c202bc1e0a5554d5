import { conflict } from '@floatchat/contracts/IngestionError'
import type { FileId } from '@floatchat/contracts/ids'
import { boundingPolygon } from '@floatchat/db/boundingPolygon'
import { adoptProfiles } from '@floatchat/db/load/adoptProfiles'
import { copyProfiles } from '@floatchat/db/load/copyProfiles'
import { deleteLevels, deleteProfiles } from '@floatchat/db/load/deleteProfiles'
import { findProfiles } from '@floatchat/db/load/findProfiles'
import { findWritten } from '@floatchat/db/load/findWritten'
import { lockFloats } from '@floatchat/db/load/lockFloats'
import { refreshPositions } from '@floatchat/db/load/refreshPositions'
import { saveDatasets } from '@floatchat/db/load/saveDatasets'
import { saveFloats } from '@floatchat/db/load/saveFloats'
import type { CommonQueryMethods } from '@floatchat/db/load/types'
import type { FloatClaim } from '../floats/FloatClaim.ts'
import { applyClaim, mergeClaims } from '../floats/mergeClaims.ts'
import { resolveVersions } from '../versions/resolveVersions.ts'
import { copyProfileLevels } from './copyProfileLevels.ts'
import type { FileToWrite, FileWritten } from './FileToWrite.ts'
import type { ProfileIds } from './ProfileIds.ts'

/**
 * Writes files within a transaction, each of them whole; nothing is seen until that commits. No two may
 * be runs over the same file.
 *
 * Locks are taken here and nowhere else, always in this order: floats by platform number, datasets by
 * file, and only then what belongs to these floats. So two writers never wait for each other.
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
    files.map((file) => fileId(file)),
  )
  const written: FileWritten[] = []
  const open: FileToWrite[] = []
  for (const file of files) {
    const earlier = before.get(fileId(file))
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
  const floats = await lockFloats(connection, [...claims.keys()])

  const candidates = files.flatMap((file) => {
    const { sha256, file_id } = file.closing.parsed.file
    return file.profiles.map((profile) => ({ profile, file: { sha256, fileId: file_id } }))
  })
  const stored = await findProfiles(
    connection,
    candidates.map(({ profile }) => profile),
  )
  const { winners, kept, ingested, wasted } = resolveVersions(candidates, stored)

  const missing = winners.find(({ levels }) => levels.profileId === undefined && levels.cleaned === undefined)
  if (missing !== undefined) {
    throw conflict(
      `Profile ${missing.levels.number} has become the best version while its file was read: reading it again.`,
    )
  }

  const events = files.map((file) => eventOf(file, ingested))
  const datasetIds = await saveDatasets(
    connection,
    events.map((event) => ({
      event,
      boundingPolygon: event.statistics.bounding_box === null ? null : boundingPolygon(event.statistics.bounding_box),
    })),
  )
  const datasetOf = (id: string): number => {
    const dataset = datasetIds.get(id as FileId) // Every owner is one of these files.
    if (dataset === undefined) throw conflict(`A later run has written file ${id} meanwhile.`)
    return dataset
  }

  await deleteLevels(
    connection,
    wasted.flatMap(({ profileId }) => profileId ?? []),
  )
  await deleteProfiles(
    connection,
    winners.flatMap(({ replaces }) => replaces?.profileId ?? []),
  )
  await adoptProfiles(
    connection,
    kept.map(({ stored: { profileId }, runId, owner }) => ({
      profileId,
      runId,
      datasetId: owner === undefined ? undefined : datasetOf(owner.fileId),
    })),
  )
  const copied = await copyProfileLevels(
    connection,
    ids,
    winners.map(({ levels }) => levels).filter(({ profileId }) => profileId === undefined),
  )
  const now = Date.now()
  await copyProfiles(
    connection,
    winners.map(({ levels, facts, owner, replaces }) => ({
      // Copied before, or else just now; and every platform has been locked.
      profileId: levels.profileId ?? (copied.get(levels) as number),
      floatId: floats.get(levels.platformNumber)?.float_id as number,
      datasetId: datasetOf(owner.fileId),
      createdAt: replaces?.createdAt ?? now,
      facts: facts.facts,
    })),
  )
  await refreshPositions(
    connection,
    winners.map(({ levels }) => levels),
  )
  await saveFloats(
    connection,
    [...claims.values()].flatMap((claim) => {
      const row = floats.get(claim.platformNumber)
      return row === undefined ? [] : (applyClaim(row, claim) ?? [])
    }),
  )
  return files.map((file, index) => {
    const event = events[index] as (typeof events)[number] // One for each file.
    return { file, event: { ...event, dataset_id: datasetOf(fileId(file)) }, before: false }
  })
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

function fileId(file: FileToWrite): FileId {
  return file.closing.parsed.file.file_id
}
