import { randomBytes } from 'node:crypto'
import type { DatasetSummarized, FileStaged } from '@floatchat/contracts/generated/records'
import { outage, permanent } from '@floatchat/contracts/IngestionError'
import { toRunId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import { datasetsSummarized, filesStaged, to } from '@floatchat/contracts/topics'
import { type DeadLetter, readDeadLetter } from '@floatchat/kafka/deadLetter'
import { textHeaders } from '@floatchat/kafka/messageHeaders'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stage } from '../src/Stage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

type TestStage = Stage<typeof filesStaged, typeof datasetsSummarized>

/** A stage that answers each file with one record. */
const stageWith = (handle: (file: FileStaged) => void | Promise<void>): TestStage => ({
  name: 'parser',
  consumes: filesStaged,
  produces: [datasetsSummarized],
  async *handle(message) {
    await handle(message.value)
    yield to(datasetsSummarized, 'DatasetSummarized', answer(message.value))
  },
})

const answer = (file: FileStaged): DatasetSummarized => ({
  job_id: file.job_id,
  file_id: file.file_id,
  dataset_id: 1,
  run_id: toRunId(newRunId()),
  summary_text: file.filename,
  summary_source: 'template',
  fallback_reason: null,
  model: null,
  summarized_at: 0,
})

describe('runStage', () => {
  let harness: Awaited<ReturnType<typeof openHarness>>
  beforeAll(async () => {
    harness = await openHarness('stage')
  })
  afterAll(() => harness.close())

  it('commits what was handled, waits for an outage, buries what is bad, and goes on', async () => {
    let away = true
    let tries = 0
    const stage = stageWith((file) => {
      if (file.filename === 'bad.nc') throw permanent('NOT_NETCDF', `'bad.nc' is not a NetCDF file.`)
      if (file.filename === 'bug.nc') throw new TypeError('a bug')
      if (file.filename === 'wait.nc') {
        tries += 1
        if (away) throw outage('BUCKET_UNAVAILABLE', 'The bucket is away.')
      }
    })
    const bad = stagedFile({ filename: 'bad.nc' })
    await harness.stage([
      stagedFile({ filename: 'a.nc' }),
      bad,
      stagedFile({ filename: 'wait.nc' }),
      stagedFile({ filename: 'bug.nc' }),
    ])
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    await harness.send([
      {
        topic: `${harness.settings.TOPIC_PREFIX}files.staged`,
        key: 'k',
        value: Buffer.from('garbage'),
        headers: { traceparent },
      },
      {
        topic: `${harness.settings.TOPIC_PREFIX}files.staged`,
        key: 'k',
        value: Buffer.from([0, 0, 0x7f, 0xff, 0xff, 1, 2]),
        headers: {},
      },
    ])
    const running = await harness.run(stage)
    await eventually(() => tries >= 3)
    expect(await harness.committed('parser', 'files.staged')).toBeLessThan(3)
    away = false
    await eventually(async () => (await harness.committed('parser', 'files.staged')) === 6)

    const answers = await harness.read('datasets.summarized')
    expect(answers).toHaveLength(2)
    const letters = (await harness.read('parser.dlq')).map(readDeadLetter)
    expect(letters.map(({ reasonCode }) => reasonCode)).toEqual([
      'NOT_NETCDF',
      'HANDLER_CRASHED',
      'UNDECODABLE_RECORD',
      'UNDECODABLE_RECORD',
    ])
    const [first, , garbage] = letters
    expect(first).toMatchObject({
      stage: 'parser',
      permanent: true,
      reason: `'bad.nc' is not a NetCDF file.`,
      identity: { job_id: bad.job_id, file_id: bad.file_id, attempt: 1, filename: 'bad.nc', dataset_id: 7 },
      originalTopic: `${harness.settings.TOPIC_PREFIX}files.staged`,
      originalOffset: 1n,
    })
    expect(first?.headers).toMatchObject({
      '__connect.errors.exception.message': `'bad.nc' is not a NetCDF file.`,
      'kafka_dlt-exception-message': `'bad.nc' is not a NetCDF file.`,
    })
    const offset = first?.message.headers['kafka_dlt-original-offset']
    expect(Buffer.isBuffer(offset) && offset.readBigInt64BE()).toBe(1n)
    expect(garbage?.message.value?.toString()).toBe('garbage')
    expect(garbage?.headers.traceparent).toBe(traceparent)
    await running.stop()
  })

  it('leaves the bytes of a message behind that is too large for a dead letter, and goes on', async () => {
    const lettersBefore = (await harness.read('parser.dlq')).length
    const answersBefore = (await harness.read('datasets.summarized')).length
    const topic = `${harness.settings.TOPIC_PREFIX}files.staged`
    const value = Buffer.concat([Buffer.from('x'), randomBytes(3_500_000)])
    await harness.send([{ topic, key: 'k', value, headers: {} }])
    await harness.stage([stagedFile()])
    const running = await harness.run(stageWith(() => undefined))
    await eventually(async () => (await harness.read('datasets.summarized')).length > answersBefore)
    const letters = (await harness.read('parser.dlq')).slice(lettersBefore).map(readDeadLetter)
    expect(letters).toHaveLength(1)
    expect(letters[0]?.message.value).toBeNull()
    expect(letters[0]?.headers['floatchat.left-behind-bytes']).toBe(String(value.length))
    const { originalPartition: partition, originalOffset: offset } = letters[0] as DeadLetter
    const there = (await harness.read('files.staged')).find(
      (raw) => raw.partition === partition && raw.offset === offset,
    )
    expect(there?.value?.equals(value)).toBe(true)
    await running.stop()
  })

  it('carries the trace of a message on to what comes of it', async () => {
    const running = await harness.run(stageWith(() => undefined))
    const before = (await harness.read('datasets.summarized')).length
    await harness.stage([stagedFile()])
    await eventually(async () => (await harness.read('datasets.summarized')).length > before)
    const staged = (await harness.read('files.staged')).at(-1)
    const summarized = (await harness.read('datasets.summarized')).at(-1)
    const traceOf = (headers: Parameters<typeof textHeaders>[0]) => textHeaders(headers).traceparent?.split('-')
    const [, traceId, span] = traceOf(staged?.headers) ?? []
    expect(traceId).toMatch(/^[0-9a-f]{32}$/)
    expect(traceOf(summarized?.headers)?.[1]).toBe(traceId)
    expect(traceOf(summarized?.headers)?.[2]).not.toBe(span)
    await running.stop()
  })

  it('carries the trace of a file through a flush', async () => {
    const waiting: FileStaged[] = []
    const running = await harness.run({
      ...stageWith(() => undefined),
      // biome-ignore lint/correctness/useYield: what was gathered goes out with the flush
      async *handle(message) {
        waiting.push(message.value)
      },
      async *flush() {
        for (const file of waiting.splice(0)) yield to(datasetsSummarized, 'DatasetSummarized', answer(file))
      },
    })
    const before = (await harness.read('datasets.summarized')).length
    await harness.stage([stagedFile()])
    await eventually(async () => (await harness.read('datasets.summarized')).length > before)
    const traceOf = (headers: Parameters<typeof textHeaders>[0]) => textHeaders(headers).traceparent?.split('-')[1]
    const staged = (await harness.read('files.staged')).at(-1)
    const summarized = (await harness.read('datasets.summarized')).at(-1)
    expect(traceOf(summarized?.headers)).toBe(traceOf(staged?.headers))
    await running.stop()
  })
})
