import { connectCodec, type DecodedRecord } from '@floatchat/contracts/connectCodec'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { registerSchemas } from '@floatchat/contracts/registerSchemas'
import { type Outgoing, profilesCleaned, profilesParsed } from '@floatchat/contracts/topics'
import { applyTopics } from '@floatchat/kafka/applyTopics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { readTopic } from '@floatchat/kafka/readTopic'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { testEnvironment } from '@floatchat/stack/testStack'
import { connectProducer } from '@floatchat/stage/connectProducer'
import { type RunningStage, runStage } from '@floatchat/stage/runStage'
import { createCleaner } from '../../src/handle.ts'
import { settings as schema } from '../../src/settings.ts'

/** The cleaner on a broker and registry of the test run, with one partition of its own. */
export async function openCleaner(name: string) {
  const environment = await testEnvironment(name)
  const settings = readSettings(schema, {
    ...environment.env,
    HEALTH_PORT: '0',
    KAFKA_SESSION_TIMEOUT_MS: '6000',
    SHUTDOWN_SECONDS: '10',
  })
  const log = createLogger('test', 'silent')
  const kafka = connectKafka(settings, 'test', log)
  await applyTopics(kafka, { topicPrefix: settings.TOPIC_PREFIX, partitions: 1 })
  const registry = connectRegistry(settings)
  await registerSchemas(registry, settings.TOPIC_PREFIX)
  const codec = await connectCodec(registry, settings.TOPIC_PREFIX, [])
  const producer = connectProducer({ name: 'test', settings, writes: [profilesParsed], log })
  let running: RunningStage | undefined

  return {
    give: (records: readonly Outgoing<typeof profilesParsed>[]) => producer.produce(records),
    async start() {
      running = await runStage(
        {
          name: 'cleaner',
          consumes: profilesParsed,
          produces: [profilesCleaned],
          ...createCleaner({ greyList: () => undefined, runAbandonMs: 600_000, profileMs: 20_000, fileMs: 600_000 }),
        },
        { settings, log },
      )
    },
    async stop() {
      await running?.stop()
      running = undefined
    },
    /** What the cleaner has put on its topic so far. */
    async cleaned(): Promise<DecodedRecord[]> {
      const records: DecodedRecord[] = []
      for await (const { value } of readTopic(kafka, settings.TOPIC_PREFIX + profilesCleaned.name)) {
        if (value !== null) records.push(await codec.decode(value))
      }
      return records
    },
    /** The headers of its dead letters. */
    async deadLetters(): Promise<Record<string, string>[]> {
      const letters: Record<string, string>[] = []
      for await (const { headers } of readTopic(kafka, `${settings.TOPIC_PREFIX}cleaner.dlq`)) {
        letters.push(Object.fromEntries(Object.entries(headers ?? {}).map(([key, value]) => [key, String(value)])))
      }
      return letters
    },
    async close() {
      await running?.stop()
      await producer.close()
      await environment.close()
    },
  }
}
