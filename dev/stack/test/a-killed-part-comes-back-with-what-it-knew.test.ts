import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { choosePort } from '../src/choosePort.ts'
import { databaseAnswers } from '../src/createDatabase.ts'
import { isRunning } from '../src/processIdentity.ts'
import { readStackSettings } from '../src/stackSettings.ts'
import { readStackState } from '../src/stackState.ts'
import { startStack } from '../src/startStack.ts'
import { discardStack, stopStack } from '../src/stopStack.ts'
import { waitUntil } from '../src/waitUntil.ts'

const home = mkdtempSync(join(tmpdir(), 'floatchat-test-'))
const sentences: string[] = []
const say = (sentence: string): void => void sentences.push(sentence)
const nowhere = { KAFKA_BROKERS: '', SCHEMA_REGISTRY_URL: '', S3_ENDPOINT_URL: '', DATABASE_URL: '' }
const environment = { ...process.env, ...nowhere, FLOATCHAT_HOME: home, FLOATCHAT_STACK: 'processes' }
const settings = readStackSettings({ ...environment, FLOATCHAT_ANY_PORT: '1' })
const start = () => startStack({ settings, say, durable: false })

afterAll(() => discardStack(home))

function processes() {
  return Object.values(readStackState(home)).flatMap((part) => (part?.origin === 'process' ? [part.process] : []))
}

async function register(registryUrl: string, schema: string): Promise<number> {
  const response = await fetch(`${registryUrl}/subjects/survives/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema }),
  })
  const answer: unknown = await response.json()
  expect(answer).toMatchObject({ id: expect.any(Number) })
  return (answer as { id: number }).id
}

describe('a stack of processes', () => {
  it('starts, and a second start finds the first', async () => {
    const first = await start()
    expect(Object.values(first.origins)).toEqual(['process', 'process', 'process', 'process'])
    const before = processes()
    expect(before).toHaveLength(4)
    const second = await start()
    expect(second.variables).toEqual(first.variables)
    expect(processes()).toEqual(before)
  })

  it('brings back a part that was killed, on the same port and with what it knew', async () => {
    const { variables } = await start()
    const registryUrl = variables.SCHEMA_REGISTRY_URL ?? ''
    const id = await register(registryUrl, '"string"')
    const { registry, postgres } = readStackState(home)
    if (registry?.origin !== 'process' || postgres?.origin !== 'process') throw new Error('not processes')
    for (const { process: victim } of [registry, postgres]) {
      process.kill(victim.pid, 'SIGKILL')
      await waitUntil(
        'The end',
        async () => {
          if (isRunning(victim)) throw new Error('it runs')
        },
        { withinMs: 5_000 },
      )
    }
    const again = await start()
    expect(again.variables).toEqual(variables)
    expect(await register(registryUrl, '"string"')).toBe(id)
    expect(await register(registryUrl, '"bytes"')).not.toBe(id)
    await databaseAnswers(again.variables.DATABASE_URL ?? '')
  })

  it('leaves nothing running when it is stopped', async () => {
    await start()
    const before = processes()
    await stopStack(home)
    expect(before.filter(isRunning)).toEqual([])
    expect(processes()).toEqual([])
  })

  it('stops what it started where one part cannot start', async () => {
    const server = createServer()
    const port = await choosePort([], new Set())
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
    const wrong = readStackSettings({ ...settings.environment, FLOATCHAT_S3_PORT: String(port) })
    await expect(startStack({ settings: wrong, say, durable: false })).rejects.toThrow(
      `Port ${port} (FLOATCHAT_S3_PORT) of 127.0.0.1 is taken: name another.`,
    )
    expect(processes()).toEqual([])
    server.close()
  })
})
