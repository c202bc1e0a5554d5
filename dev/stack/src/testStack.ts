import { randomBytes } from 'node:crypto'
import { createDatabase, dropDatabase } from './createDatabase.ts'
import type { Variables } from './Part.ts'

/** Where the test run's stack is found: set by globalSetup, read by every test file. */
export const testStackVariable = 'FLOATCHAT_TEST_STACK'

/** What one suite has to itself on the stack that all share. */
export interface TestEnvironment {
  /** Settings for services and packages: give them to `readSettings` or to a child process. */
  readonly env: Record<string, string>
  /** A database with all migrations, or where that was asked for an empty one with PostGIS. */
  readonly databaseUrl: string
  readonly kafkaBrokers: string
  readonly registryUrl: string
  readonly s3Endpoint: string
  readonly s3AccessKey: string
  readonly s3SecretKey: string
  readonly s3Region: string
  /** Prefix of its topics, which do not exist yet. */
  readonly topicPrefix: string
  /** Name of its bucket, which does not exist yet: `Bucket.ensure()` makes it. */
  readonly bucket: string
  /** Drops the database. */
  close(): Promise<void>
}

/**
 * A database, a topic prefix and a bucket name of the suite's own, on the stack of the test run. The database is a copy
 * of one that was migrated once for the whole run (packages/db/test/support/globalSetup.ts): a suite that migrates it finds
 * nothing to do.
 *
 * @param name short name of the suite, for people who look at the servers
 */
export async function testEnvironment(
  name: string,
  { database = 'migrated' }: { readonly database?: 'migrated' | 'empty' } = {},
): Promise<TestEnvironment> {
  const stack = testStack()
  const own = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${randomBytes(4).toString('hex')}`
  const address = new URL(setting(stack, 'DATABASE_URL'))
  address.pathname = `/test_${own.replaceAll('-', '_')}`
  const databaseUrl = address.href
  await createDatabase(databaseUrl, setting(stack, database === 'empty' ? 'TEMPLATE_DATABASE' : 'MIGRATED_DATABASE'))
  const topicPrefix = `test.${own}.`
  const bucket = `test-${own}`.slice(0, 63)
  const { TEMPLATE_DATABASE: _template, MIGRATED_DATABASE: _migrated, ...services } = stack
  return {
    env: {
      ...services,
      DATABASE_URL: databaseUrl,
      TOPIC_PREFIX: topicPrefix,
      S3_BUCKET_NAME: bucket,
      LOG_LEVEL: 'warn',
    },
    databaseUrl,
    kafkaBrokers: setting(stack, 'KAFKA_BROKERS'),
    registryUrl: setting(stack, 'SCHEMA_REGISTRY_URL'),
    s3Endpoint: setting(stack, 'S3_ENDPOINT_URL'),
    s3AccessKey: setting(stack, 'S3_ACCESS_KEY'),
    s3SecretKey: setting(stack, 'S3_SECRET_KEY'),
    s3Region: setting(stack, 'S3_REGION'),
    topicPrefix,
    bucket,
    close: () => dropDatabase(databaseUrl),
  }
}

function testStack(): Variables {
  const text = process.env[testStackVariable]
  if (!text) throw new Error('No test stack runs: start tests through vitest, whose global setup brings it up.')
  // Written by our own globalSetup a moment ago.
  return JSON.parse(text) as Variables
}

function setting(stack: Variables, name: string): string {
  const value = stack[name]
  if (value === undefined) throw new Error(`The test stack does not say ${name}.`)
  return value
}
