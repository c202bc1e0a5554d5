import { type RawMessage, readDeadLetter } from '@floatchat/kafka/deadLetter'
import { Gate } from '@floatchat/stack/Gate'
import { expect, test } from 'vitest'
import { eventually } from './eventually.ts'
import { futureRecord } from './futureRecord.ts'
import type { StageUnderTest } from './StageUnderTest.ts'

export interface MustsOptions {
  readonly stage: () => StageUnderTest
  /** What it reads, as the stages before it have made it of a few files. */
  readonly inputs: () => readonly RawMessage[]
  /** The setting with the address of a server that it cannot work without. */
  readonly needs: string
  readonly env: () => Readonly<Record<string, string>>
  /** What its work comes to, where that is more than what it writes to its topic. */
  readonly effect: () => Promise<string>
}

const traceOf = ({ headers }: RawMessage) => String(headers.traceparent).split('-')[1]
const placeOf = ({ partition, offset }: RawMessage) => `${partition}:${offset}`
const recordOf = ({ headers, key }: RawMessage) =>
  `${headers['floatchat.record']} ${key} ${headers['floatchat.run-id']}`
const series = (metrics: string, name: string) =>
  [...metrics.matchAll(new RegExp(`^${name}\\{[^}]*\\} (\\S+)$`, 'gm'))].map(([, value]) => Number(value))

/** How many messages it has handled since it was started. */
async function handled(stage: StageUnderTest): Promise<number> {
  const counts = series(await stage.process.metrics(), 'floatchat_handling_seconds_count')
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The MUSTs of docs/stage-musts.md, tried on a stage as a process by itself; their numbers are those of the page. */
export function keepsTheMusts({ stage: stageOf, inputs, needs, env, effect }: MustsOptions): void {
  /** Resolves when everything that it was given is committed. */
  const done = () => eventually(async () => expect((await stageOf().group()).lag).toBe(0), 90)
  /** Gives it more than is done before anybody looks, and resolves when it has begun. */
  const begin = async () => {
    const before = await handled(stageOf())
    await stageOf().give(Array.from({ length: 100 }, () => inputs()).flat())
    const end = performance.now() + 60_000
    while ((await handled(stageOf())) === before) {
      if (performance.now() > end) throw new Error('it has not begun within a minute')
    }
  }

  test('1, 2: says that it lives, whether it is ready and why not, and counts what it does', async () => {
    const stage = stageOf()
    await stage.start()
    const base = `http://127.0.0.1:${stage.process.healthPort}`
    expect((await fetch(`${base}/livez`)).status).toBe(200)
    const ready = await fetch(`${base}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({
      ready: true,
      stage: stage.name,
      checks: { group: 'ok', registry: 'ok' },
    })
    await stage.give(inputs())
    await done()
    const metrics = await stage.process.metrics()
    for (const name of ['messages_consumed_total', 'handling_seconds_count', 'group_member', 'consumer_lag_messages']) {
      expect(series(metrics, `floatchat_${name}`).length, name).toBeGreaterThan(0)
    }
  })

  test('3, 4: what comes again changes nothing, and carries its trace on', async () => {
    const stage = stageOf()
    const before = await effect()
    // What was given to the stage behind this one is on that topic, too.
    const there = await stage.read(stage.writes)
    const known = new Set(there.map(recordOf))
    const places = new Set(there.map(placeOf))
    const traces = new Set(inputs().map(traceOf))
    await stage.give(inputs())
    await done()
    const written = (await stage.read(stage.writes)).filter((one) => !places.has(placeOf(one)))
    expect(written.length).toBeGreaterThan(0)
    for (const one of written) {
      // The parser begins a run of its own each time; whoever comes after it knows a run that comes again.
      if (stage.name !== 'parser') expect(known).toContain(recordOf(one))
      expect(traces).toContain(traceOf(one))
    }
    expect(await effect()).toBe(before)
    expect(await stage.deadLetters()).toEqual([])
  })

  test('5, 6: a record that cannot be handled is a dead letter with its bytes, and holds nobody up', async () => {
    const stage = stageOf()
    const trace = 'deadbeefdeadbeefdeadbeefdeadbeef'
    const [first] = inputs()
    if (first === undefined) throw new Error('nothing was captured')
    const garbage = {
      ...first,
      value: Buffer.from('no record'),
      headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` },
    }
    const before = (await stage.read(stage.writes)).length
    await stage.give([garbage, ...inputs()])
    await done()
    const [letter, ...others] = await stage.deadLetters()
    expect(others).toEqual([])
    expect(letter?.value?.toString()).toBe('no record')
    expect(letter?.key).toEqual(first.key)
    expect(readDeadLetter(letter as RawMessage)).toMatchObject({
      ...{ stage: stage.name, reasonCode: 'UNDECODABLE_RECORD', permanent: true, originalPartition: first.partition },
      headers: {
        '__connect.errors.topic': first.topic,
        '__connect.errors.exception.message': expect.any(String),
        'kafka_dlt-original-topic': first.topic,
        'kafka_dlt-exception-message': expect.any(String),
        traceparent: expect.stringContaining(trace),
      },
    })
    expect((await stage.read(stage.writes)).length).toBeGreaterThan(before)
  })

  test('7: a record of a later release ends neither the stage nor those behind it', async () => {
    const stage = stageOf()
    const [first] = inputs()
    if (first?.value == null) throw new Error('nothing was captured')
    const lettersBefore = (await stage.deadLetters()).length
    const future = await futureRecord(env(), stage.reads, first.value)
    const before = (await stage.read(stage.writes)).length
    await stage.give([{ ...first, value: future.bytes }, ...inputs()])
    await done()
    expect((await stage.read(stage.writes)).length).toBeGreaterThan(before)
    const letters = (await stage.deadLetters()).slice(lettersBefore).map(readDeadLetter)
    // What has no more than fields of tomorrow is read; a symbol without a meaning today is refused, and that alone.
    expect(letters.length).toBeLessThanOrEqual(future.hasSymbol ? 1 : 0)
    for (const { reasonCode } of letters) expect(reasonCode).toBe('UNDECODABLE_RECORD')
  })

  test('8: SIGTERM ends it in time, with its work done or handed back', async () => {
    const stage = stageOf()
    const lettersBefore = (await stage.deadLetters()).length
    await begin()
    const began = performance.now()
    expect(await stage.process.end('SIGTERM')).toBe(0)
    expect(performance.now() - began).toBeLessThan(Number(env().SHUTDOWN_SECONDS) * 1000)
    expect((await stage.group()).members).toEqual([])
    await stage.start()
    await done()
    expect((await stage.deadLetters()).length).toBe(lettersBefore)
  })

  test('9: killed in the middle it loses nothing, and what it did twice is known', async () => {
    const stage = stageOf()
    const expected = await effect()
    const lettersBefore = (await stage.deadLetters()).length
    await begin()
    await stage.process.end('SIGKILL')
    // Struck when it was done already, it shows nothing.
    expect((await stage.group()).lag).toBeGreaterThan(0)
    await stage.start()
    await done()
    expect(await effect()).toBe(expected)
    expect((await stage.deadLetters()).length).toBe(lettersBefore)
  })

  test(`10: without what stands in ${needs} it waits, buries nothing, and goes on by itself`, async () => {
    const stage = stageOf()
    await stage.process.end('SIGTERM')
    const address = new URL(env()[needs] ?? '')
    const gate = new Gate(address.hostname, Number(address.port))
    try {
      address.port = String(await gate.open())
      address.hostname = '127.0.0.1'
      await stage.start({ [needs]: address.href })
      await stage.give(inputs())
      await done()
      const before = (await stage.read(stage.writes)).length
      const lettersBefore = (await stage.deadLetters()).length
      await gate.shut()
      await stage.give(inputs())
      await eventually(async () => {
        const answer = await fetch(`http://127.0.0.1:${stage.process.healthPort}/readyz`)
        expect(answer.status).toBe(503)
      }, 60)
      expect(stage.process.pid).toBeDefined()
      await gate.open()
      await done()
      await stage.process.ready()
      expect((await stage.read(stage.writes)).length).toBeGreaterThan(before)
      expect((await stage.deadLetters()).length).toBe(lettersBefore)
    } finally {
      await stage.process.end('SIGTERM')
      await gate.shut()
    }
  })
}
