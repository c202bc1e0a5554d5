import type { FileParsed, FileStaged, ProfileParsed, TestCount } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId, toRunId } from '@floatchat/contracts/ids'
import type { Outgoing, profilesCleaned, profilesParsed } from '@floatchat/contracts/topics'
import type { Progress, Received, StageContext } from '@floatchat/stage/Stage'
import { describe, expect, it, vi } from 'vitest'
import { quietCtd, sampleParameter, sampleProfile } from '../test/support/sampleProfile.ts'
import type { CleanerOptions } from './Cleaner.ts'
import { createCleaner } from './handle.ts'

const jobId = toJobId('00000000-0000-4000-8000-000000000001')
const fileId = toFileId('00000000-0000-4000-8000-000000000002')
const older = toRunId('01900000-0000-7000-8000-000000000001')
const newer = toRunId('01900000-0000-7000-8000-000000000002')
const measured = Date.UTC(2020, 0, 1)

const saltyProfile = () =>
  sampleProfile({ parameters: [sampleParameter('PRES', [10, 20]), sampleParameter('PSAL', [35, 50])] })
const quietProfile = () => sampleProfile({ parameters: quietCtd(20) })
const brokenProfile = () => ({ ...saltyProfile(), level_count: 7 })

function profileParsed(number: number, runId = older, profile = saltyProfile()): ProfileParsed {
  return { job_id: jobId, file_id: fileId, attempt: 1, run_id: runId, profile_number: number, profile }
}

function fileParsed(profiles: number, runId = older, voidReason: string | null = null): FileParsed {
  return {
    file: { job_id: jobId, file_id: fileId, attempt: 1 } as FileStaged,
    run_id: runId,
    data_type: 'Argo profile',
    format_version: '3.1',
    profiles_total: profiles,
    profiles_parsed: profiles,
    rejected: [],
    warnings: [],
    float_metadata: null,
    void_reason: voidReason,
    parser_version: 1,
    stage_times: [],
  }
}

const usual: CleanerOptions = { greyList: () => undefined, runAbandonMs: 1000, profileMs: 20_000, fileMs: 600_000 }

/** A stage around the cleaner that keeps what would go to the broker. */
function run(options: Partial<CleanerOptions> = {}, signal = new AbortController().signal) {
  const stage = createCleaner({ ...usual, ...options })
  const held = new Map<string, bigint>()
  const progress: Progress[] = []
  const warnings: string[] = []
  let loggers = 0
  let offset = 0n
  const context = {
    partition: 3,
    signal,
    hold: (name: string, message: { offset: bigint }) => void held.set(name, held.get(name) ?? message.offset),
    release: (name: string) => void held.delete(name),
    progress: (value: Progress) => void progress.push(value),
    get log() {
      loggers += 1
      return { warn: (_facts: object, sentence: string) => void warnings.push(sentence) }
    },
  } as unknown as StageContext

  async function give(
    value: ProfileParsed | FileParsed,
    timestamp = measured,
  ): Promise<Outgoing<typeof profilesCleaned>[]> {
    const type = 'profile' in value ? 'ProfileParsed' : 'FileParsed'
    const message = { type, value, partition: 3, offset: offset++, timestamp }
    const outputs: Outgoing<typeof profilesCleaned>[] = []
    for await (const output of stage.handle(message as Received<typeof profilesParsed>, context)) outputs.push(output)
    return outputs
  }
  return {
    give,
    held,
    progress,
    warnings,
    loggers: () => loggers,
    idle: () => stage.idle?.(context),
    forget: () => stage.forget?.(3),
  }
}

it('asks for no logger where there is nothing to be said', async () => {
  const { give, loggers } = run()
  await give(profileParsed(0))
  await give(fileParsed(1))
  expect(loggers()).toBe(0)
})

const salinityOnce: TestCount[] = [
  { test_bit: 0, parameter: 'PSAL', count: 1 },
  { test_bit: 6, parameter: 'PSAL', count: 1 },
]

async function countsOf(outputs: Promise<Outgoing<typeof profilesCleaned>[]>): Promise<readonly TestCount[]> {
  const [output] = await outputs
  if (output?.type !== 'FileCleaned') throw new Error(`no FileCleaned but ${output?.type}`)
  return output.value.test_counts
}

describe('a profile', () => {
  it('goes on as it came, with its verdict beside it', async () => {
    const { give } = run()
    const parsed = profileParsed(0)
    const copy = structuredClone(parsed)
    const [output] = await give(parsed)
    expect(output?.type).toBe('ProfileCleaned')
    expect(output?.value).toEqual({
      ...copy,
      profile_failed_tests: 0,
      outlier_tests: Int32Array.of(0, 0b100_0001),
      verdicts: [{ parameter: 'PSAL', failed_tests: Int32Array.of(0, 0b100_0001), flags: '14' }],
    })
    expect(parsed).toEqual(copy)
  })

  it('of which nothing failed has an empty verdict', async () => {
    const [output] = await run().give(profileParsed(0, older, quietProfile()))
    expect(output?.value).toMatchObject({ profile_failed_tests: 0, outlier_tests: new Int32Array(0), verdicts: [] })
  })

  it('that cannot be judged is rejected in its place, and its message goes to the dead letters', async () => {
    const { give } = run()
    const outputs: unknown[] = []
    const stage = createCleaner(usual)
    const { signal } = new AbortController()
    const context = { partition: 0, signal, log: { warn() {} }, hold() {}, release() {}, progress() {} }
    const message = {
      type: 'ProfileParsed' as const,
      value: profileParsed(4, older, brokenProfile()),
      partition: 0,
      offset: 0n,
      timestamp: measured,
    }
    const handled = (async () => {
      for await (const output of stage.handle(message, context as unknown as StageContext)) outputs.push(output)
    })()
    await expect(handled).rejects.toMatchObject({ code: 'PROFILE_UNJUDGEABLE', retryable: false })
    expect(outputs).toMatchObject([
      {
        type: 'ProfileRejected',
        value: {
          job_id: jobId,
          run_id: older,
          rejection: {
            profile_number: 4,
            platform_number: '6903247',
            cycle_number: 12,
            reason: expect.stringContaining('PRES has 2 values for 7 levels'),
          },
        },
      },
    ])
    await expect(give(profileParsed(0, older, brokenProfile()))).rejects.toThrow()
    // It counts as one of the run's profiles all the same.
    const closing = run()
    await closing.give(profileParsed(0, older, brokenProfile())).catch(() => {})
    await closing.give(fileParsed(1))
    expect(closing.warnings).toEqual(['a profile could not be judged; trying again'])
  })

  it('that uses up its time is rejected in its place, by the file, the profile and the test that was running', async () => {
    const { give } = run({ profileMs: 0.001 })
    const long = profileParsed(7, older, sampleProfile({ parameters: quietCtd(400_000, 0.001) }))
    await expect(give(long)).rejects.toMatchObject({ code: 'TOO_EXPENSIVE', retryable: false })
    const error = (await give(long).catch((thrown: unknown) => thrown)) as Error
    expect(error.message).toContain(`Profile 7 of file ${fileId} (float 6903247, cycle 12)`)
    expect(error.message).toMatch(/when the test '[A-Z].+' was given up/)
    expect(error.message).toContain('CLEANER_PROFILE_SECONDS')
    // What is short enough for a single turn is never given up, however little time there is.
    expect(await give(profileParsed(8))).toMatchObject([{ type: 'ProfileCleaned' }])
  })

  it('of a file that has used up its time is rejected and not judged; the file is closed all the same', async () => {
    const { give, warnings } = run({ fileMs: 0.000_001 })
    expect(await give(profileParsed(0))).toMatchObject([{ type: 'ProfileCleaned' }])
    expect(await give(profileParsed(1))).toMatchObject([
      { type: 'ProfileRejected', value: { rejection: { reason: expect.stringContaining('CLEANER_FILE_SECONDS') } } },
    ])
    const other = { file_id: toFileId('00000000-0000-4000-8000-000000000009'), run_id: newer }
    expect(await give({ ...profileParsed(0), ...other })).toMatchObject([{ type: 'ProfileCleaned' }])
    expect(await give(fileParsed(2))).toMatchObject([{ type: 'FileCleaned', value: { profiles_cleaned: 2 } }])
    expect(warnings).toEqual([])
  })

  it('that is long lets the event loop have its turn, and is left when the stage stops', async () => {
    const stop = new AbortController()
    const { give } = run({}, stop.signal)
    let turns = 0
    const beat = setInterval(() => turns++, 5)
    const long = sampleProfile({ parameters: quietCtd(400_000, 0.001) })
    expect(await give(profileParsed(0, older, long))).toMatchObject([{ type: 'ProfileCleaned' }])
    expect(turns).toBeGreaterThan(0)
    clearInterval(beat)
    setTimeout(() => stop.abort(new Error('the stage stops')), 20)
    await expect(give(profileParsed(1, older, long))).rejects.toThrow('the stage stops')
  })

  it('is judged beside others that are long, each by itself', async () => {
    const spiked = (levels: number) => {
      const [pressure, temperature, salinity] = quietCtd(levels, 2000 / levels)
      const raw = salinity.raw.map((value, i) => (i === levels >> 1 ? 20 : value))
      return sampleProfile({ parameters: [pressure, temperature, { ...salinity, raw }] })
    }
    const sizes = [132_000, 20, 20_000, 135_000, 3000]
    const alone = []
    for (const levels of sizes) alone.push(await run().give(profileParsed(0, older, spiked(levels))))
    const { give } = run()
    const together = await Promise.all(sizes.map((levels) => give(profileParsed(0, older, spiked(levels)))))
    expect(together).toEqual(alone)
  })

  it('is judged by the time of its message, so that a replay gives the same verdict', async () => {
    const future = sampleProfile({ juld: measured / 86_400_000 + 7305 + 1, parameters: quietCtd(6) })
    const [output] = await run().give(profileParsed(0, older, future))
    expect(output?.value).toMatchObject({ profile_failed_tests: 1 << 2 })
  })
})

describe('a run', () => {
  it('is held from its first message until its FileCleaned, which counts failures by test and parameter', async () => {
    const { give, held } = run()
    await give(profileParsed(0))
    await give(profileParsed(1, older, quietProfile()))
    expect([...held]).toEqual([[older, 0n]])
    const outputs = await give(fileParsed(2))
    expect(outputs).toMatchObject([{ type: 'FileCleaned', value: { profiles_cleaned: 2, test_counts: salinityOnce } }])
    expect(held.size).toBe(0)
  })

  it('counts a profile that is delivered twice once', async () => {
    const { give, warnings } = run()
    await give(profileParsed(0))
    await give(profileParsed(0))
    expect(await countsOf(give(fileParsed(1)))).toEqual(salinityOnce)
    expect(warnings).toEqual([])
  })

  it('takes the place of an older one, of which what came before is counted no more', async () => {
    const { give, held } = run()
    await give(profileParsed(0, older))
    await give(profileParsed(0, newer))
    expect([...held.keys()]).toEqual([newer])
    expect(await give(profileParsed(1, older))).toMatchObject([{ type: 'ProfileCleaned', value: { run_id: older } }])
    expect(await countsOf(give(fileParsed(2, older)))).toEqual(salinityOnce)
    expect([...held.keys()]).toEqual([newer])
    expect(await countsOf(give(fileParsed(1, newer)))).toEqual(salinityOnce)
    expect(held.size).toBe(0)
  })

  it('that broke off is closed as void and forgotten', async () => {
    const { give, held } = run()
    await give(profileParsed(0))
    const [output] = await give(fileParsed(1, older, 'The bucket went away.'))
    expect(output?.value).toMatchObject({ parsed: { void_reason: 'The bucket went away.' }, test_counts: [] })
    expect(held.size).toBe(0)
  })

  it('that is void lets go of the older one that it followed', async () => {
    const { give, held } = run()
    await give(profileParsed(0, older))
    await give(fileParsed(0, newer, 'Nothing could be read.'))
    expect(held.size).toBe(0)
  })

  it('that was never closed is given up when others have gone on for a while', async () => {
    const { give, held, warnings } = run({ runAbandonMs: 60_000 })
    const other = { file_id: toFileId('00000000-0000-4000-8000-000000000009'), run_id: newer }
    await give(profileParsed(0))
    await give({ ...profileParsed(0), ...other }, measured + 59_000)
    expect(held.size).toBe(2)
    await give({ ...profileParsed(1), ...other }, measured + 61_000)
    expect([...held.keys()]).toEqual([newer])
    expect(warnings).toHaveLength(1)
  })

  it('that was never closed is given up where nothing comes for a while', async () => {
    vi.useFakeTimers({ now: measured })
    try {
      const { give, held, idle } = run({ runAbandonMs: 60_000 })
      await give(profileParsed(0))
      vi.advanceTimersByTime(59_000)
      await idle()
      expect(held.size).toBe(1)
      vi.advanceTimersByTime(2_000)
      await idle()
      expect(held.size).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('that is older by its id and comes later is counted all the same: the newer one may be of a clock ahead', async () => {
    const { give, held } = run()
    await give(profileParsed(0, newer))
    await give(profileParsed(0, older))
    expect(await countsOf(give(fileParsed(1, older)))).toEqual(salinityOnce)
    expect([...held.keys()]).toEqual([newer])
  })

  it('is counted from the start again after the partition was taken away', async () => {
    const { give, forget } = run()
    await give(profileParsed(0))
    await forget()
    await give(profileParsed(0))
    await give(profileParsed(1))
    expect(await countsOf(give(fileParsed(2)))).toEqual(salinityOnce.map((count) => ({ ...count, count: 2 })))
  })

  it('tells its counts to the metrics and its advance to the job', async () => {
    const told: (readonly TestCount[])[] = []
    const { give, progress } = run({ onCounts: (counts) => void told.push(counts) })
    await give(profileParsed(0))
    await give(fileParsed(1))
    expect(told).toEqual([salinityOnce])
    expect(progress.map(({ done, total }) => [done, total])).toEqual([
      [1, null],
      [1, 1],
    ])
  })

  it('without profiles, as of a meta file, is closed as well', async () => {
    const outputs = await run().give(fileParsed(0))
    expect(outputs).toMatchObject([{ type: 'FileCleaned', value: { profiles_cleaned: 0, test_counts: [] } }])
  })
})
