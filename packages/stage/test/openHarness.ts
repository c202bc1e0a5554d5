import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { registerSchemas } from '@floatchat/contracts/registerSchemas'
import { filesStaged, type Topic, to } from '@floatchat/contracts/topics'
import { applyTopics } from '@floatchat/kafka/applyTopics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import type { RawMessage } from '@floatchat/kafka/deadLetter'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import { openProducer } from '@floatchat/kafka/openProducer'
import { readTopic } from '@floatchat/kafka/readTopic'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { testEnvironment } from '@floatchat/stack/testStack'
import { z } from 'zod'
import { connectProducer } from '../src/connectProducer.ts'
import { type RunningStage, runStage, type StageOptions } from '../src/runStage.ts'
import type { Stage } from '../src/Stage.ts'

/** A topic prefix of the test's own on the shared broker, and the means to feed and watch a stage. */
export async function openHarness(name: string, changes: Readonly<Record<string, string>> = {}, partitions = 1) {
  const environment = await testEnvironment(name)
  const log = createLogger('test', 'silent')
  const settings = readSettings(z.object(stageSettings), {
    ...environment.env,
    KAFKA_SESSION_TIMEOUT_MS: '6000',
    SHUTDOWN_SECONDS: '10',
    ...changes,
  })
  const kafka = connectKafka(settings, 'test', log)
  await applyTopics(kafka, { topicPrefix: settings.TOPIC_PREFIX, partitions })
  await registerSchemas(connectRegistry(settings), settings.TOPIC_PREFIX)
  const staging = connectProducer({ name: 'test', settings, writes: [filesStaged], log })
  const raw = await openProducer(kafka, 'test')
  const running: RunningStage[] = []

  return {
    /** For a stage in a process of its own. */
    environment: { ...environment.env, ...changes, KAFKA_SESSION_TIMEOUT_MS: '6000' },
    settings,
    kafka,
    log,
    async stage(files: readonly FileStaged[]) {
      await staging.produce(files.map((file) => to(filesStaged, 'FileStaged', file)))
    },
    send: (messages: readonly EncodedMessage[]) => raw.send(messages),
    async run<In extends Topic, Out extends Topic>(stage: Stage<In, Out>, options: Partial<StageOptions> = {}) {
      const started = await runStage(stage, { settings: { ...settings, HEALTH_PORT: 0 }, log, ...options })
      running.push(started)
      return {
        ...started,
        async stop() {
          running.splice(running.indexOf(started), 1)
          await started.stop()
        },
      }
    },
    /** Everything on a topic now. */
    async read(topic: string): Promise<RawMessage[]> {
      const messages: RawMessage[] = []
      for await (const message of readTopic(kafka, settings.TOPIC_PREFIX + topic)) messages.push(message)
      return messages
    },
    async committed(stage: string, topic: string): Promise<number> {
      const admin = kafka.admin()
      await admin.connect()
      const found = await admin.fetchOffsets({
        groupId: settings.TOPIC_PREFIX + stage,
        topics: [settings.TOPIC_PREFIX + topic],
      })
      await admin.disconnect()
      return Number(found[0]?.partitions[0]?.offset ?? -1)
    },
    async close() {
      for (const stage of running) await stage.stop()
      await staging.close()
      await raw.close()
      await environment.close()
    },
  }
}

/** Resolves with the first answer that is neither false nor undefined; fails after `seconds`. */
export async function eventually<T>(
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  seconds = 30,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > end) throw new Error(`did not come about within ${seconds} s`)
    await sleep(50)
  }
}

export function stagedFile(changes: Partial<FileStaged> = {}): FileStaged {
  return {
    job_id: toJobId(randomUUID()),
    file_id: toFileId(randomUUID()),
    attempt: 1,
    dataset_id: 7,
    parent_dataset_id: null,
    dataset_name: null,
    filename: 'R6900001_001.nc',
    object_key: 'raw-uploads/7/R6900001_001.nc',
    size_bytes: 1234,
    sha256: 'ab'.repeat(32),
    reason: 'UPLOAD',
    archive: null,
    staged_at: Date.now(),
    operation_id: null,
    ...changes,
  }
}
