import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { malformedMissingPsal } from '@floatchat/fixtures/malformedMissingPsal'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { readDeadLetter } from '@floatchat/kafka/deadLetter'
import { readTopic } from '@floatchat/kafka/readTopic'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openSystem, type System } from '../src/openSystem.ts'

describe('the way of a file', () => {
  let system: System
  beforeAll(async () => {
    system = await openSystem('way')
  })
  afterAll(() => system.close())

  it('the same file twice: the same database', async () => {
    const { filename: name, bytes } = coreSingleProfile()
    const first = await system.ingest({ name, bytes })
    expect(first).toMatchObject({ status: 'succeeded', progress_pct: 100, profiles_total: 1, profiles_ingested: 1 })
    const once = await system.digest()
    const second = await system.ingest({ name, bytes })
    expect(second.status).toBe('succeeded')
    expect(await system.digest()).toBe(once)
  })

  it('a file without PSAL: the job fails with the sentence, the parser buries it, nothing is written', async () => {
    const before = await system.digest()
    const { filename: name, bytes } = malformedMissingPsal()
    const job = await system.ingest({ name, bytes })
    expect(job.status).toBe('failed')
    expect(job.error_log).toContain('Missing required ARGO variable: PSAL')
    expect(await system.digest()).toBe(before)

    const settings = readSettings(z.object(stageSettings), system.env)
    const kafka = connectKafka(settings, 'test', createLogger('test', 'silent'))
    const letters = []
    for await (const message of readTopic(kafka, `${settings.TOPIC_PREFIX}parser.dlq`))
      letters.push(readDeadLetter(message))
    expect(letters).toHaveLength(1)
    expect(letters[0]).toMatchObject({ reasonCode: 'MISSING_VARIABLE', identity: { job_id: job.job_id } })
    expect(letters[0]?.reason).toContain('Missing required ARGO variable: PSAL')
  })
})
