import { z } from 'zod'
import { flag, list } from './settingTypes.ts'

/** Settings that every service has: broker, registry, logging, its own port. Spread into the service's schema. */
export const stageSettings = {
  NODE_ENV: z.string().default('development'),
  KAFKA_BROKERS: list
    .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$/, 'each broker is host:port')).min(1))
    .default(['localhost:9092']),
  KAFKA_TLS: flag.default(false),
  KAFKA_TLS_CA_FILE: z.string().optional(),
  KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
  SCHEMA_REGISTRY_URL: z.url({ error: 'must be an http or https address' }).default('http://localhost:8081'),
  SCHEMA_REGISTRY_USERNAME: z.string().optional(),
  SCHEMA_REGISTRY_PASSWORD: z.string().optional(),
  TOPIC_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]*$/, 'holds only letters, digits, dot, dash and underscore')
    .default('floatchat.'),
  LOG_LEVEL: z
    .string()
    .transform((text) => text.toLowerCase())
    // The Python service called it WARNING and CRITICAL.
    .transform((text) => ({ warning: 'warn', critical: 'fatal' })[text] ?? text)
    .pipe(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']))
    .default('info'),
  SENTRY_DSN: z.string().optional(),
  /** Address that this service's /livez, /readyz and /metrics listen on. */
  HEALTH_HOST: z.string().default('127.0.0.1'),
  /** How long a member of a group may be silent before the others take its partitions, milliseconds. */
  KAFKA_SESSION_TIMEOUT_MS: z.coerce.number().int().min(6_000, 'the broker takes no less than 6000').default(10_000),
  /** How long the service may take to finish its work after SIGTERM, seconds. */
  SHUTDOWN_SECONDS: z.coerce.number().positive().default(25),
  /** How often a message may be begun without an end, because its process crashed or was thrown out of its group. */
  STAGE_POISON_TRIES: z.coerce.number().int().min(2, 'once happens to good messages too').default(3),
  /** How long a message may be handled without any progress, seconds; outages do not count. */
  STAGE_MESSAGE_SECONDS: z.coerce.number().positive().default(300),
  /** Of the last 50 messages, the share of errors of ours from which on the stage stops; above 1 it never does. */
  STAGE_BRAKE_SHARE: z.coerce.number().positive().default(0.2),
  /** The largest record put on a topic, bytes; a larger one goes to the bucket by reference. */
  MAX_RECORD_BYTES: z.coerce.number().int().positive().default(900_000),
}

const settings = z.object(stageSettings)
export type StageSettings = z.output<typeof settings>
