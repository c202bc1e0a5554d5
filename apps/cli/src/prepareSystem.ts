import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { registerSchemas } from '@floatchat/contracts/registerSchemas'
import { databaseSettings } from '@floatchat/db/databaseSettings'
import { migrate } from '@floatchat/db/migrate'
import { applyTopics, type TopicOptions } from '@floatchat/kafka/applyTopics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { refuseDevelopmentSecrets } from '@floatchat/service/refuseDevelopmentSecrets'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'

const schema = z
  .object({ ...stageSettings, ...databaseSettings, ...objectSettings })
  .superRefine(refuseDevelopmentSecrets)

/**
 * Makes ready what the services find there: topics, schemas, tables and the bucket. Running it again
 * changes nothing.
 *
 * @param environment the services' settings
 * @param topics where the topics are to have other than one copy and the contracts' number of partitions
 */
export async function prepareSystem(
  environment: Readonly<Record<string, string | undefined>>,
  topics: Omit<TopicOptions, 'topicPrefix'> = {},
): Promise<void> {
  const settings = readSettings(schema, environment)
  const kafka = connectKafka(settings, 'floatchat-cli', createLogger('cli', 'error'))
  const bucket = await connectBucket(settings)
  try {
    await Promise.all([
      applyTopics(kafka, { topicPrefix: settings.TOPIC_PREFIX, ...topics }),
      registerSchemas(connectRegistry(settings), settings.TOPIC_PREFIX),
      migrate(settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL),
      bucket.ensure(),
    ])
  } finally {
    bucket.close()
  }
}
