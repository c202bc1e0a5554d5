import type { RawMessage } from '@floatchat/kafka/deadLetter'
import { afterAll, beforeAll, describe } from 'vitest'
import { floatFile } from '../src/floatFile.ts'
import { keepsTheMusts } from '../src/keepsTheMusts.ts'
import { openSystem, type System } from '../src/openSystem.ts'
import { StageUnderTest } from '../src/StageUnderTest.ts'

/**
 * What each reads and writes, and the setting with the address of a server that it cannot work without. The last of the
 * way first: what a stage writes here is read by none that is still to be tried.
 */
const stages = [
  { name: 'summarizer', reads: 'datasets.written', writes: 'datasets.summarized', needs: 'SCHEMA_REGISTRY_URL' },
  { name: 'writer', reads: 'profiles.cleaned', writes: 'datasets.written', needs: 'DATABASE_URL' },
  { name: 'cleaner', reads: 'profiles.parsed', writes: 'profiles.cleaned', needs: 'SCHEMA_REGISTRY_URL' },
  { name: 'parser', reads: 'files.staged', writes: 'profiles.parsed', needs: 'S3_ENDPOINT_URL' },
] as const

let system: System
const captured = new Map<string, RawMessage[]>()

beforeAll(async () => {
  system = await openSystem('musts')
  const files = [1, 2, 3].map((cycle) => floatFile({ platform: '5900310', cycles: [cycle, cycle + 10], levels: 60 }))
  for (const file of files) await system.ingest(file)
  for (const instance of system.instances) await instance.end('SIGTERM')
  for (const { name, reads, writes } of stages) {
    const stage = new StageUnderTest({ name, reads, writes, env: system.env })
    captured.set(name, await stage.read(reads))
    await stage.close()
  }
})
afterAll(() => system?.close())

describe.each(stages)('the $name', ({ needs, ...topics }) => {
  let stage: StageUnderTest
  beforeAll(() => {
    stage = new StageUnderTest({ ...topics, env: system.env })
  })
  afterAll(() => stage.close())

  keepsTheMusts({
    stage: () => stage,
    inputs: () => captured.get(topics.name) ?? [],
    needs,
    env: () => system.env,
    effect: () => system.digest(),
  })
})
