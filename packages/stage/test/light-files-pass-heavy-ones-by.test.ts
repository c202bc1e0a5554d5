import type { FileStaged } from '@floatchat/contracts/generated/records'
import { newRunId } from '@floatchat/contracts/newRunId'
import { filesStaged, profilesParsed, to, type Weight } from '@floatchat/contracts/topics'
import { textHeaders, weightOf } from '@floatchat/kafka/messageHeaders'
import { partitionOfKey } from '@floatchat/kafka/partitionOfKey'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectProducer } from '../src/connectProducer.ts'
import type { Stage } from '../src/Stage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

const partitions = 12

/** A stage that answers each file with one record of the same file, after what it is given to do with it. */
const passing = (work: (file: FileStaged) => Promise<void>): Stage<typeof filesStaged, typeof profilesParsed> => ({
  name: 'parser',
  consumes: filesStaged,
  produces: [profilesParsed],
  async *handle({ value: file }) {
    await work(file)
    yield to(profilesParsed, 'FileParsed', {
      file,
      run_id: newRunId(),
      parser_version: 1,
      stage_times: [],
      data_type: 'Argo profile',
      format_version: '3.1',
      profiles_total: 0,
      profiles_parsed: 0,
      rejected: [],
      warnings: [],
      float_metadata: null,
      void_reason: null,
    })
  },
})

let harness: Awaited<ReturnType<typeof openHarness>>
beforeAll(async () => {
  harness = await openHarness('weights', {}, partitions)
})
afterAll(() => harness.close())

it('on partitions of their own, with a place of their own, and what comes of a file has its weight', async () => {
  const held = Promise.withResolvers<void>()
  const done: string[] = []
  const begun: string[] = []
  const running = await harness.run(
    passing(async ({ filename }) => {
      begun.push(filename)
      if (filename.startsWith('heavy')) await held.promise
      done.push(filename)
    }),
    { concurrency: 2, heavyAside: true },
  )
  const producer = connectProducer({
    name: 'test',
    settings: harness.settings,
    writes: [filesStaged],
    log: harness.log,
  })
  const stage = async (filename: string, weight: Weight, count: number) => {
    const files = Array.from({ length: count }, (_, index) => stagedFile({ filename: `${filename} ${index}` }))
    await producer.produce(files.map((file) => ({ ...to(filesStaged, 'FileStaged', file), weight })))
    return files
  }
  // On both of the partitions for heavy files, so that each asks for a place.
  const heavy = await stage('heavy', 'heavy', 20)
  expect(new Set(heavy.map(({ file_id }) => partitionOfKey(file_id, partitions, 'heavy')))).toEqual(new Set([10, 11]))
  await eventually(() => begun.some((name) => name.startsWith('heavy')))
  await stage('light', 'light', 40)
  await eventually(() => done.length === 40)
  expect(done.every((name) => name.startsWith('light'))).toBe(true)
  held.resolve()
  await eventually(() => done.length === 60)
  await running.stop()

  const sent = await harness.read('profiles.parsed')
  expect(sent).toHaveLength(60)
  for (const { headers, partition } of sent) {
    expect(partition >= 10 ? 'heavy' : 'light').toBe(weightOf(textHeaders(headers)))
  }
  expect(sent.filter(({ partition }) => partition >= 10)).toHaveLength(20)
  await producer.close()
})
