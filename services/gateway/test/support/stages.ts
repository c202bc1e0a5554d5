import { connectCodec } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import type {
  DatasetSummarized,
  DatasetWritten,
  FileStaged,
  StageName,
  StageProgress,
} from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import { newRunId } from '@floatchat/contracts/newRunId'
import {
  datasetsSummarized,
  datasetsWritten,
  filesStaged,
  filesWaiting,
  jobsProgress,
  type Outgoing,
  type Topic,
  to,
} from '@floatchat/contracts/topics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { deadLetterHeaders } from '@floatchat/kafka/deadLetter'
import { textHeaders } from '@floatchat/kafka/messageHeaders'
import { openProducer } from '@floatchat/kafka/openProducer'
import { readTopic } from '@floatchat/kafka/readTopic'
import { recordIdentity } from '@floatchat/kafka/recordIdentity'
import { createLogger } from '@floatchat/service/logger'
import { connectProducer } from '@floatchat/stage/connectProducer'
import type { Settings } from '../../src/settings.ts'

const topics = [filesStaged, filesWaiting, jobsProgress, datasetsWritten, datasetsSummarized]
const log = createLogger('test', 'error')

/** Speaks on the topics as the other stages do. */
export async function openStages(settings: Settings) {
  const kafka = connectKafka(settings, 'gateway-test-stages', log)
  const writes = topics as unknown as Topic[] // Topic<R> is contravariant in its key function.
  const producer = connectProducer({ name: 'gateway', settings, writes, log })
  const letters = await openProducer(kafka, 'gateway')
  const codec = await connectCodec(connectRegistry(settings), settings.TOPIC_PREFIX, writes)
  const produce = (...outgoing: ReturnType<typeof to>[]) => producer.produce(outgoing as unknown as Outgoing<Topic>[])

  return {
    produce,
    staged: (file: FileStaged) => produce(to(filesStaged, 'FileStaged', file) as never),
    waiting: (...files: FileStaged[]) => produce(...files.map((file) => to(filesWaiting, 'FileStaged', file) as never)),
    progress: (value: StageProgress) => produce(to(jobsProgress, 'StageProgress', value) as never),
    written: (value: DatasetWritten) => produce(to(datasetsWritten, 'DatasetWritten', value) as never),
    summarized: (value: DatasetSummarized) => produce(to(datasetsSummarized, 'DatasetSummarized', value) as never),
    /** The stage gives the file up. */
    async deadLetter(
      stage: StageName,
      file: FileStaged,
      reason: string,
      code: 'TRUNCATED' | 'HANDLER_CRASHED' = 'TRUNCATED',
    ) {
      const value = codec.encode(filesStaged, 'FileStaged', file)
      const topic = settings.TOPIC_PREFIX + filesStaged.name
      const raw = {
        topic,
        partition: 0,
        offset: 0n,
        timestamp: Date.now(),
        key: Buffer.from(file.file_id),
        value,
        headers: {},
      }
      const headers = deadLetterHeaders(stage, stage, raw, permanent(code, reason), recordIdentity(file))
      await letters.send([{ topic: `${settings.TOPIC_PREFIX}${stage}.dlq`, key: raw.key, value, headers }])
    },
    /** What is on a topic now. */
    async read(topic: string) {
      const found: { type: string; value: unknown; key: string; headers: Record<string, string> }[] = []
      for await (const raw of readTopic(kafka, settings.TOPIC_PREFIX + topic)) {
        const record = raw.value === null ? { type: 'none', value: null } : await codec.decode(raw.value)
        found.push({ ...record, key: String(raw.key), headers: { ...textHeaders(raw.headers) } })
      }
      return found
    },
    async close() {
      await producer.close()
      await letters.close()
    },
  }
}
export type Stages = Awaited<ReturnType<typeof openStages>>

/** How far a stage says that it is with a file. */
export function progressOf(file: FileStaged, change: Partial<StageProgress>): StageProgress {
  const { job_id, file_id, attempt } = file
  return {
    ...{ job_id, file_id, attempt, run_id: null, stage: 'parser', state: 'RUNNING', done: 0, total: null },
    ...{ archive: null, at: Date.now() },
    ...change,
  }
}

/** The file in the database, as the writer says it. */
export function writtenOf(file: FileStaged, datasetId: number, change: Partial<DatasetWritten> = {}): DatasetWritten {
  return {
    file,
    run_id: newRunId(),
    dataset_id: datasetId,
    statistics: {
      ...{ date_range_start: Date.UTC(2014, 0, 1), date_range_end: Date.UTC(2016, 0, 1) },
      bounding_box: { west: 60, south: 10, east: 66, north: 16 },
      ...{ float_count: 1, profile_count: 3, measurement_count: 300, outlier_count: 4, variables: ['PRES', 'TEMP'] },
    },
    ...{ profiles_total: 3, profiles_ingested: 2, profiles_superseded: 0 },
    rejected: [{ profile_number: 1, platform_number: '2901623', cycle_number: 7, reason: 'It has no level.' }],
    warnings: ['It is odd.'],
    test_counts: [{ test_bit: 6, parameter: 'TEMP', count: 4 }],
    stage_times: [],
    written_at: Date.now(),
    ...change,
  }
}

export function summarizedOf(written: DatasetWritten, text: string): DatasetSummarized {
  const { job_id, file_id } = written.file
  const { run_id, dataset_id } = written
  return {
    ...{ job_id, file_id, run_id, dataset_id, summary_text: text, summary_source: 'template' },
    ...{ fallback_reason: null, model: null, summarized_at: Date.now() },
  }
}
