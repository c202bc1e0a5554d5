import { readFileSync } from 'node:fs'
import type { StageSettings } from '@floatchat/service/stageSettings'
import kafkajs, { type Kafka, type KafkaConfig, logLevel, type SASLOptions } from 'kafkajs'
import type { Logger } from 'pino'
import { registerZstd } from './zstdCodec.ts'

/** The settings of a connection to the broker. */
export type KafkaSettings = Pick<
  StageSettings,
  | 'KAFKA_BROKERS'
  | 'KAFKA_TLS'
  | 'KAFKA_TLS_CA_FILE'
  | 'KAFKA_SASL_MECHANISM'
  | 'KAFKA_SASL_USERNAME'
  | 'KAFKA_SASL_PASSWORD'
>

/** A Kafka client. Connects to nothing by itself. */
export function connectKafka(settings: KafkaSettings, clientId: string, log: Logger): Kafka {
  registerZstd()
  const sasl = saslOf(settings)
  const config: KafkaConfig = {
    clientId,
    brokers: settings.KAFKA_BROKERS,
    // A broker on the same network answers in milliseconds; the default of 300 ms before the first
    // retry is longer than a small file takes from end to end.
    retry: { initialRetryTime: 50, maxRetryTime: 5_000, retries: 8 },
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ level, namespace, log: entry }) => {
        const { message, timestamp: _, logger: __, stack: ___, ...rest } = entry
        // The client calls an error what it will try again by itself.
        const write = level === logLevel.ERROR ? log.warn : log.debug
        write.call(log, { kafka: namespace, ...rest }, message)
      },
    ...(settings.KAFKA_TLS
      ? { ssl: settings.KAFKA_TLS_CA_FILE === undefined ? true : { ca: [readFileSync(settings.KAFKA_TLS_CA_FILE)] } }
      : {}),
    ...(sasl === undefined ? {} : { sasl }),
  }
  return new kafkajs.Kafka(config)
}

function saslOf(settings: KafkaSettings): SASLOptions | undefined {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = settings
  if (mechanism === undefined) return undefined
  if (username === undefined || password === undefined) {
    throw new TypeError('KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD belong to KAFKA_SASL_MECHANISM')
  }
  return { mechanism, username, password } as SASLOptions
}
