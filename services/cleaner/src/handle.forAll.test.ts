import type { FileParsed, FileStaged, ProfileParsed, TestCount } from '@floatchat/contracts/generated/records'
import { IngestionError, outage, permanent } from '@floatchat/contracts/IngestionError'
import { toFileId, toJobId, toRunId } from '@floatchat/contracts/ids'
import type { Outgoing, profilesCleaned, profilesParsed } from '@floatchat/contracts/topics'
import type { Received, StageContext } from '@floatchat/stage/Stage'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sampleParameter, sampleProfile } from '../test/support/sampleProfile.ts'
import type { CleanerStep } from './Cleaner.ts'
import { createCleaner } from './handle.ts'

const jobId = toJobId('00000000-0000-4000-8000-000000000001')
const fileIds = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'].map(toFileId)
const runIds = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'].map(toRunId)

/** What fails, at which of all the steps, once or at every try from then on. */
interface Fault {
  readonly at: number
  readonly kind: 'crash' | 'outage' | 'permanent'
  readonly forEver: boolean
}

type Output = Outgoing<typeof profilesCleaned>

/**
 * A partition with the cleaner on it, as `packages/stage` runs it: what is an outage is tried until it is over, what
 * nobody foresaw three times; what fails for good goes to the dead letters.
 */
async function handleAll(messages: readonly Received<typeof profilesParsed>[], faults: readonly Fault[]) {
  let steps = 0
  let failing: Fault | undefined
  let tries = 0
  const onStep = (_step: CleanerStep | 'encode') => {
    failing ??= faults.find(({ at }) => at === steps)
    steps++
    if (failing === undefined) return
    const { kind, forEver } = failing
    // An outage that never ends is no history: it ends after five tries.
    if (!forEver || (kind === 'outage' && tries > 5)) failing = undefined
    if (kind === 'outage') throw outage('BROKER_UNAVAILABLE', 'The broker is away.')
    throw kind === 'crash' ? new TypeError('nobody foresaw this') : permanent('INTERNAL', 'It will not go.')
  }
  const stage = createCleaner({ greyList: () => undefined, runAbandonMs: 1e9, profileMs: 1e9, fileMs: 1e9, onStep })
  const held = new Set<string>()
  const context = {
    partition: 0,
    signal: new AbortController().signal,
    log: { warn() {} },
    hold: (name: string) => void held.add(name),
    release: (name: string) => void held.delete(name),
    progress() {},
  } as unknown as StageContext
  const sent: Output[] = []
  const deadLetters: Received<typeof profilesParsed>[] = []

  for (const message of messages) {
    tries = 0
    for (let crashes = 0; ; ) {
      tries++
      try {
        for await (const output of stage.handle(message, context)) {
          onStep('encode')
          sent.push(output)
        }
        break
      } catch (error) {
        if (error instanceof IngestionError ? error.retryable : ++crashes < 3) continue
        deadLetters.push(message)
        failing = undefined
        break
      }
    }
  }
  return { sent, deadLetters, held, steps }
}

const salty = sampleProfile({ parameters: [sampleParameter('PRES', [10, 20]), sampleParameter('PSAL', [35, 50])] })
const quiet = sampleProfile({ parameters: [sampleParameter('PRES', [10, 20]), sampleParameter('PSAL', [35, 35.1])] })
const broken = { ...salty, level_count: 7 }

/** Messages of two files, in turn or one after the other, some delivered twice. */
const partition = fc
  .record({
    profiles: fc.array(fc.constantFrom(salty, quiet, broken), { minLength: 1, maxLength: 5 }),
    others: fc.array(fc.constantFrom(salty, quiet), { maxLength: 3 }),
    twice: fc.nat(6),
    mixed: fc.boolean(),
  })
  .map(({ profiles, others, twice, mixed }) => {
    const [first, second] = [profiles, others].map((list, file) => [
      ...list.map((profile, number) => ({
        type: 'ProfileParsed' as const,
        value: {
          job_id: jobId,
          file_id: fileIds[file],
          attempt: 1,
          run_id: runIds[file],
          profile_number: number,
          profile,
        } as ProfileParsed,
      })),
      { type: 'FileParsed' as const, value: closing(file, list.length) },
    ])
    const all = mixed ? interleave(first ?? [], second ?? []) : [...(first ?? []), ...(second ?? [])]
    const again = all[twice]
    const given = again?.type === 'ProfileParsed' ? all.toSpliced(twice + 1, 0, again) : all
    const messages = given.map((one, offset) => ({ ...one, partition: 0, offset: BigInt(offset), timestamp: 1.6e12 }))
    return { messages, counts: [profiles.length, others.length] }
  })

function closing(file: number, profiles: number): FileParsed {
  return {
    file: { job_id: jobId, file_id: fileIds[file], attempt: 1 } as FileStaged,
    run_id: runIds[file] as FileParsed['run_id'],
    data_type: 'Argo profile',
    format_version: '3.1',
    profiles_total: profiles,
    profiles_parsed: profiles,
    rejected: [],
    warnings: [],
    float_metadata: null,
    void_reason: null,
    parser_version: 1,
    stage_times: [],
  }
}

function interleave<T>(a: readonly T[], b: readonly T[]): T[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [
    ...a.slice(i, i + 1),
    ...b.slice(i, i + 1),
  ]).flat()
}

const fault = fc.record({
  at: fc.nat(60),
  kind: fc.constantFrom('crash' as const, 'outage' as const, 'permanent' as const),
  forEver: fc.boolean(),
})
/** How many places are tried, here and in the writer; set it for a long run. */
const times = { numRuns: Number(process.env.FAULT_PLACES ?? 300) }

/** The outputs of a run, of each profile the last, without what else the records hold. */
function outcomeOf(sent: readonly Output[], run: number) {
  const profiles = new Map<number, string>()
  let counts: readonly TestCount[] | undefined
  let cleaned: number | undefined
  for (const { type, value } of sent) {
    if (type === 'FileCleaned') {
      if (value.parsed.run_id !== runIds[run]) continue
      counts = value.test_counts
      cleaned = value.profiles_cleaned
    } else if (type === 'ProfileCleaned') {
      if (value.run_id === runIds[run]) profiles.set(value.profile_number, type)
    } else if (type === 'ProfileRejected') {
      if (value.run_id === runIds[run]) profiles.set(value.rejection.profile_number, type)
    }
  }
  return { profiles: [...profiles].sort(([a], [b]) => a - b), counts, cleaned }
}

it('whatever fails at whatever step, no profile is passed over: it is sent on, rejected or in the dead letters', async () => {
  await fc.assert(
    fc.asyncProperty(partition, fc.array(fault, { maxLength: 4 }), async ({ messages, counts }, faults) => {
      const { sent, deadLetters } = await handleAll(messages, faults)
      for (const [run, given] of counts.entries()) {
        const { profiles, cleaned } = outcomeOf(sent, run)
        // A FileCleaned counts what was given, so that the writer sees that one is missing.
        if (cleaned !== undefined) expect(cleaned).toBe(given)
        else
          expect(deadLetters.some(({ type, value }) => type === 'FileParsed' && value.run_id === runIds[run])).toBe(
            true,
          )
        const dead = deadLetters.flatMap(({ type, value }) =>
          type === 'ProfileParsed' && value.run_id === runIds[run] ? [value.profile_number] : [],
        )
        const accounted = new Set([...profiles.map(([number]) => number), ...dead])
        expect(accounted).toEqual(new Set(Array.from({ length: given }, (_, number) => number)))
      }
    }),
    times,
  )
})

it('what fails and is over leaves no trace: the same outputs and counts, nothing held', async () => {
  const passing = fault.map((one) => ({
    ...one,
    kind: one.kind === 'permanent' ? ('outage' as const) : one.kind,
    forEver: one.kind === 'outage' && one.forEver,
  }))
  let failed = 0
  await fc.assert(
    // Two crashes of one message are tried again, three are its end.
    fc.asyncProperty(partition, fc.array(passing, { maxLength: 2 }), async ({ messages, counts }, faults) => {
      const without = await handleAll(messages, [])
      const withFaults = await handleAll(messages, faults)
      if (withFaults.steps !== without.steps) failed++
      for (const run of counts.keys()) expect(outcomeOf(withFaults.sent, run)).toEqual(outcomeOf(without.sent, run))
      expect(withFaults.held).toEqual(new Set())
      expect(withFaults.deadLetters).toEqual(without.deadLetters)
    }),
    times,
  )
  expect(failed).toBeGreaterThan(times.numRuns / 4)
})
