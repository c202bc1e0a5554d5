import { newRunId } from '@floatchat/contracts/newRunId'
import type { CommonQueryMethods } from 'slonik'
import { CopyRows } from '../src/CopyRows.ts'
import { saveDatasets } from '../src/datasets/saveDatasets.ts'
import { lockFloats } from '../src/floats/lockFloats.ts'
import { refreshPositions } from '../src/floats/refreshPositions.ts'
import { saveFloats } from '../src/floats/saveFloats.ts'
import { copyLevels, encodeLevels } from '../src/profiles/copyLevels.ts'
import { copyProfiles } from '../src/profiles/copyProfiles.ts'
import { writeProfileFacts } from '../src/profiles/profileRows.ts'
import { takeProfileIds } from '../src/profiles/takeProfileIds.ts'
import { copyVersions } from '../src/versions/copyVersions.ts'
import { cleaned, file_id, key, platformNumber, run_id, time, written } from './roleSamples.ts'

/** Everything that the writer does to the database for one profile. @returns its id */
export async function writeProfile(connection: CommonQueryMethods): Promise<number> {
  const floats = await lockFloats(connection, [written.file.sha256], [platformNumber])
  const float = floats.get(platformNumber)
  const datasets = await saveDatasets(connection, [
    {
      event: { ...written, run_id: newRunId() },
      readBy: { parser_version: 1, cleaner_version: 1, grey_list_sha256: null },
      isActive: true,
      boundingPolygon: null,
    },
  ])
  const [profileId = 0] = await takeProfileIds(connection, 1)
  await copyLevels(connection, encodeLevels([{ profileId, cleaned }], [new CopyRows(), new CopyRows()]))
  const facts = new CopyRows()
  const start = facts.size
  writeProfileFacts(facts, {
    ...{ profile: cleaned.profile, failedTests: 0, positionInvalid: false, onGlobe: true },
    ...{ verdictSha256: 'ef'.repeat(32), runId: run_id },
  })
  const row = { floatId: float?.float_id ?? 0, datasetId: datasets.get(file_id) ?? 0, createdAt: time }
  await copyProfiles(connection, [{ profileId, ...row, facts: facts.sliceFrom(start) }])
  await copyVersions(connection, [
    {
      ...{ key, datasetId: row.datasetId, number: 1, runId: run_id, dataMode: 'R', dateUpdate: time, isShown: false },
      ...{ levels: 2, values: 2, flags: 2, contentSha256: 'cd'.repeat(32), verdictSha256: 'ef'.repeat(32) },
    },
  ])
  await saveFloats(connection, float === undefined ? [] : [float])
  await refreshPositions(connection, [key])
  return profileId
}
