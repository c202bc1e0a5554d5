import { type RecordedChange, recordChanges } from '@floatchat/db/changes/recordChanges'
import type { CommonQueryMethods } from '@floatchat/db/types'
import type { DatasetOf, Resolution } from '../versions/resolveVersions.ts'

/** Records what changes of the profiles shown, for those who follow it. A row that only a later run has found again is no change. */
export async function recordResolution(
  connection: CommonQueryMethods,
  { winners, kept, gone }: Resolution,
  datasetOf: DatasetOf,
): Promise<void> {
  const changes: RecordedChange[] = []
  for (const { facts, owner, replaces } of winners) {
    const kind = replaces === undefined ? 'SHOWN' : 'REPLACED'
    changes.push({ ...changeOf(facts), kind, key: facts.key, datasetId: datasetOf(owner) })
  }
  for (const { key, stored, version, owner } of kept) {
    const datasetId = datasetOf(owner)
    if (datasetId !== stored.datasetId) changes.push({ ...changeOf(version), kind: 'REPLACED', key, datasetId })
  }
  for (const { key, stored } of gone) {
    const { datasetId, runId, contentSha256 } = stored
    changes.push({ kind: 'WITHDRAWN', key, datasetId, runId, dataMode: null, dateUpdate: null, contentSha256 })
  }
  await recordChanges(connection, changes)
}

function changeOf({ runId, dataMode, dateUpdate, contentSha256 }: Resolution['kept'][number]['version']) {
  return { runId, dataMode, dateUpdate, contentSha256 }
}
