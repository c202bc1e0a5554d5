import { randomBytes } from 'node:crypto'
import { makeToken } from '@floatchat/cli/makeToken'
import { connectRegistry } from '@floatchat/contracts/connectRegistry'
import { pipeline } from '@floatchat/contracts/pipeline'
import { registerSchemas } from '@floatchat/contracts/registerSchemas'
import { applyRoles } from '@floatchat/db/applyRoles'
import { migrate } from '@floatchat/db/migrate'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { malformedMissingPsal } from '@floatchat/fixtures/malformedMissingPsal'
import { applyTopics } from '@floatchat/kafka/applyTopics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { ServiceProcess } from '@floatchat/system-tests/ServiceProcess'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { kafkaGrants } from '../src/kafkaGrants.ts'
import { type AuthorizingBroker, startAuthorizingBroker } from './authorizingBroker.ts'
import { rulesOfScript } from './rulesOfScript.ts'

const services = pipeline.map(({ name }) => name)
const log = createLogger('test', 'silent')
const password = randomBytes(8).toString('hex')
const secretKey = randomBytes(20).toString('hex')
const users = ['gateway', 'writer'].map((role) => ({ role, name: `${role}_${randomBytes(4).toString('hex')}` }))

let environment: TestEnvironment
let broker: AuthorizingBroker
let owner: pg.Client
const running: ServiceProcess[] = []

/** As a service is given it: its own user of the brokers and, where it has one, of the database. */
function settingsOf(service: string): Record<string, string> {
  const { DATABASE_URL: _owners, ...rest } = environment.env
  const user = users.find(({ role }) => role === service)
  const database = new URL(environment.databaseUrl)
  database.username = user?.name ?? ''
  database.password = password
  return {
    ...rest,
    ...(user === undefined ? {} : { DATABASE_URL: database.href }),
    ...{ KAFKA_BROKERS: broker.brokers, KAFKA_SASL_MECHANISM: 'plain', SECRET_KEY: secretKey },
    ...{ KAFKA_SASL_USERNAME: `floatchat-${service}`, KAFKA_SASL_PASSWORD: `floatchat-${service}` },
  }
}

beforeAll(async () => {
  environment = await testEnvironment('least-rights')
  broker = await startAuthorizingBroker([...new Set(kafkaGrants().map(({ principal }) => principal))])
  const settings = (service: string) =>
    readSettings(z.object({ ...stageSettings, ...objectSettings }), settingsOf(service))

  const setup = settings('setup')
  const admin = connectKafka(
    { ...setup, KAFKA_SASL_USERNAME: 'admin', KAFKA_SASL_PASSWORD: 'admin' },
    'test',
    log,
  ).admin()
  await admin.connect()
  await admin.createAcls({ acl: rulesOfScript(setup.TOPIC_PREFIX) })
  await admin.disconnect()
  await applyTopics(connectKafka(setup, 'setup', log), { topicPrefix: setup.TOPIC_PREFIX, partitions: 2 })
  await registerSchemas(connectRegistry(setup), setup.TOPIC_PREFIX)
  await migrate(environment.databaseUrl)
  await applyRoles(environment.databaseUrl)
  owner = new pg.Client({ connectionString: environment.databaseUrl })
  owner.on('error', () => undefined)
  await owner.connect()
  for (const { role, name } of users) {
    const member = `in role ${pg.escapeIdentifier(`floatchat_${role}`)} password ${pg.escapeLiteral(password)}`
    await owner.query(`create user ${pg.escapeIdentifier(name)} ${member}`)
  }
  const bucket = await connectBucket(setup)
  await bucket.ensure()
  bucket.close()

  for (const service of services) {
    const instance = new ServiceProcess(service, settingsOf(service))
    running.push(instance)
    instance.start()
  }
  await Promise.all(running.map((instance) => instance.ready()))
}, 240_000)

afterAll(async () => {
  await Promise.all(running.map((instance) => instance.end('SIGKILL')))
  for (const { name } of users) await owner?.query(`drop user if exists ${pg.escapeIdentifier(name)}`)
  await owner?.end()
  await broker?.stop()
  await environment?.close()
})

async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  const gateway = running.find(({ service }) => service === 'gateway')
  const token = await makeToken({ secretKey, role: 'admin', expires: '1d', subject: 'test' })
  const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) }
  const response = await fetch(`http://127.0.0.1:${gateway?.port ?? 0}/api/v1${path}`, { ...init, headers })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** Uploads, and waits for the end of the job. */
async function ingest({ filename, bytes }: { readonly filename: string; readonly bytes: Uint8Array }) {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)]), filename)
  const { body } = await ask('/datasets/upload', { method: 'POST', body: form })
  const path = `/datasets/jobs/${String(body.job_id)}`
  const status = async () => (await ask(path)).body.status
  await expect.poll(status, { timeout: 90_000 }).toMatch(/succeeded|failed/)
  return (await ask(path)).body
}

describe('with a user on the brokers for each service, and roles in the database', () => {
  it('a file is written and summarized', async () => {
    const job = await ingest(coreSingleProfile())
    expect(job).toMatchObject({ status: 'succeeded', profiles_ingested: 1 })
    const summary = async () => (await ask(`/datasets/${String(job.dataset_id)}`)).body.summary_text
    await expect.poll(summary, { timeout: 60_000 }).toMatch(/\w+/)
  })

  it('a bad one fails, and its dead letter is seen and sent again by an administrator', async () => {
    expect(await ingest(malformedMissingPsal())).toMatchObject({ status: 'failed' })
    const letters = async () => (await ask('/stream/dead-letters?status=open')).body.total
    await expect.poll(letters, { timeout: 60_000 }).toBe(1)
    const { status, body } = await ask('/stream/dead-letters/redrive', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ all: true }),
    })
    expect({ status, body }).toMatchObject({ status: 200, body: { total: 1 } })
    // It fails again, which counts as one redrive.
    await expect.poll(letters, { timeout: 60_000 }).toBe(1)
    expect((await ask('/stream/stages')).status).toBe(200)
  })
})
