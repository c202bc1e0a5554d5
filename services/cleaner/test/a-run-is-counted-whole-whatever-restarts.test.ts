import type { FileCleaned, FileParsed, Profile, ProfileParsed } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { profilesParsed, to } from '@floatchat/contracts/topics'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openCleaner } from './support/openCleaner.ts'
import { quietCtd, sampleParameter, sampleProfile } from './support/sampleProfile.ts'

const jobId = toJobId('018f0000-0000-7000-8000-000000000001')
const fileId = toFileId('018f0000-0000-7000-8000-000000000002')
const wait = { timeout: 60_000, interval: 300 }

let cleaner: Awaited<ReturnType<typeof openCleaner>>
beforeAll(async () => {
  cleaner = await openCleaner('cleaner')
})
afterAll(() => cleaner.close())

const salty = sampleProfile({ parameters: [sampleParameter('PRES', [10, 20]), sampleParameter('PSAL', [35, 50])] })
const quiet = sampleProfile({ parameters: quietCtd(1000, 2) })
const broken = { ...salty, level_count: 7 }

function file(profiles: readonly Profile[]) {
  const runId = newRunId()
  const parsed = profiles.map((profile, number): ProfileParsed => {
    return { job_id: jobId, file_id: fileId, attempt: 1, run_id: runId, profile_number: number, profile }
  })
  const closing: FileParsed = {
    file: {
      job_id: jobId,
      file_id: fileId,
      attempt: 1,
      dataset_id: 1,
      parent_dataset_id: null,
      dataset_name: null,
      filename: 'R6903247_012.nc',
      object_key: 'raw-uploads/1/R6903247_012.nc',
      size_bytes: 1,
      sha256: '0'.repeat(64),
      reason: 'UPLOAD',
      archive: null,
      staged_at: Date.now(),
      operation_id: null,
    },
    run_id: runId,
    data_type: 'Argo profile',
    format_version: '3.1',
    profiles_total: profiles.length,
    profiles_parsed: profiles.length,
    rejected: [],
    warnings: [],
    float_metadata: null,
    void_reason: null,
    parser_version: 1,
    stage_times: [],
  }
  return {
    profiles: parsed.map((value) => to(profilesParsed, 'ProfileParsed', value)),
    closing: to(profilesParsed, 'FileParsed', closing),
  }
}

it('a run whose cleaner is restarted in the middle is counted as if it had not been', async () => {
  const { profiles, closing } = file([salty, quiet, salty])
  await cleaner.start()
  await cleaner.give(profiles.slice(0, 2))
  await vi.waitFor(async () => expect(await cleaner.cleaned()).toHaveLength(2), wait)
  await cleaner.stop()

  await cleaner.give([...profiles.slice(2), closing])
  await cleaner.start()
  const closed = await vi.waitFor(async () => {
    const found = (await cleaner.cleaned()).find(({ type }) => type === 'FileCleaned')
    expect(found).toBeDefined()
    return found?.value as FileCleaned // told by its type
  }, wait)
  // The two profiles that the first process had seen are counted: their offset was held, so they came again.
  expect(closed).toMatchObject({
    profiles_cleaned: 3,
    test_counts: [
      { test_bit: 0, parameter: 'PSAL', count: 2 },
      { test_bit: 6, parameter: 'PSAL', count: 2 },
    ],
  })
  const records = await cleaner.cleaned()
  const numbers = records.filter(({ type }) => type === 'ProfileCleaned')
  expect(new Set(numbers.map(({ value }) => (value as ProfileParsed).profile_number))).toEqual(new Set([0, 1, 2]))
  // As it was given, over the wire and back, with typed arrays.
  expect(numbers.at(1)?.value).toMatchObject({ profile: quiet, outlier_tests: new Int32Array(0), verdicts: [] })
  await cleaner.stop()
})

it('a profile that cannot be judged is rejected in its place and kept in the dead letters; the rest goes on', async () => {
  const before = (await cleaner.cleaned()).length
  const { profiles, closing } = file([quiet, broken, salty])
  await cleaner.start()
  await cleaner.give([...profiles, closing])
  await vi.waitFor(async () => expect((await cleaner.cleaned()).length).toBe(before + 4), wait)
  const records = (await cleaner.cleaned()).slice(before)
  expect(records.map(({ type }) => type)).toEqual([
    'ProfileCleaned',
    'ProfileRejected',
    'ProfileCleaned',
    'FileCleaned',
  ])
  expect(records[1]?.value).toMatchObject({
    rejection: { profile_number: 1, reason: expect.stringContaining('could not be judged') },
  })
  const letters = await vi.waitFor(async () => {
    const found = await cleaner.deadLetters()
    expect(found).toHaveLength(1)
    return found
  }, wait)
  expect(letters[0]).toMatchObject({
    'floatchat.reason-code': 'PROFILE_UNJUDGEABLE',
    'floatchat.permanent': 'true',
    'floatchat.file-id': fileId,
  })
})
