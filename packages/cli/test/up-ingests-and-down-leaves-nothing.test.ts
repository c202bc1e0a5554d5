import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { malformedMissingPsal } from '@floatchat/fixtures/malformedMissingPsal'
import { isRunning } from '@floatchat/stack/processIdentity'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { waitUntil } from '@floatchat/stack/waitUntil'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSystemState } from '../src/system/systemState.ts'
import { floatchat } from './floatchat.ts'

const home = mkdtempSync(join(tmpdir(), 'floatchat-test-'))
let test: TestEnvironment
let environment: Record<string, string>

beforeAll(async () => {
  test = await testEnvironment('cli')
  environment = { ...test.env, FLOATCHAT_HOME: home }
})
afterAll(async () => {
  await floatchat(['down'], environment)
  await test.close()
  rmSync(home, { recursive: true, force: true })
})

function processes() {
  return (readSystemState(home)?.instances ?? []).map(({ service, process }) => ({ service, ...process }))
}

function write(filename: string, bytes: Buffer | string): string {
  const path = join(home, filename)
  writeFileSync(path, bytes)
  return path
}

describe('the command', () => {
  it('starts five services of their own process each, and says when they are ready', async () => {
    const up = await floatchat(['up', '--detach'], environment)
    expect(up).toMatchObject({ code: 0, output: expect.stringMatching(/^Ready: http:\/\/127\.0\.0\.1:\d+$/m) })
    expect(new Set(processes().map(({ pid }) => pid)).size).toBe(5)
    const status = await floatchat(['status'], environment)
    expect(status).toMatchObject({ code: 0, output: expect.not.stringContaining('stopped') })
    const env = await floatchat(['env'], environment)
    expect(env.output).toContain(`DATABASE_URL=${test.databaseUrl}\n`)
    expect(env.output).toContain(`GATEWAY_URL=${readSystemState(home)?.gatewayUrl}\n`)
  })

  it('ingests a file, and says what became of it in one line', async () => {
    const { filename, bytes, known } = bgcMultiProfile()
    const path = write(filename, bytes)
    const { code, output } = await floatchat(['ingest', '--json', path], environment)
    expect(JSON.parse(output)).toMatchObject({
      file: path,
      job_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      dataset_id: expect.any(Number),
      status: 'succeeded',
      profiles_total: known.profiles.length,
      profiles_ingested: known.profiles.length,
      errors: [],
      seconds: expect.any(Number),
    })
    expect(code).toBe(0)
  })

  it('says what is wrong with a file, and fails', async () => {
    const { filename, bytes } = malformedMissingPsal()
    const { code, output } = await floatchat(['ingest', write(filename, bytes)], environment)
    expect(output).toContain('Missing required ARGO variable: PSAL')
    expect(code).toBe(1)
  })

  it('repeats what the gateway says of a file that it refuses', async () => {
    const path = write('notes.txt', 'no data')
    const { code, output } = await floatchat(['ingest', '--json', path], environment)
    expect(JSON.parse(output)).toMatchObject({ file: path, job_id: null, status: 'failed' })
    expect(JSON.parse(output).errors[0]).toMatch(/\.nc/)
    expect(code).toBe(1)
  })

  it('folds the jobs anew to what they were', async () => {
    const wouldBe = /^Would rebuild 2 jobs \(2 files, \d+ events\), of which 0 come out otherwise\.$/m
    // A summary may be on its topic a moment before the gateway has heard of it.
    const dryRun = () => floatchat(['rebuild', '--dry-run'], environment)
    const asServed = { code: 0, sentences: '', output: expect.stringMatching(wouldBe) }
    await expect.poll(dryRun, { timeout: 60_000 }).toEqual(asServed)
    expect((await floatchat(['rebuild'], environment)).output).toContain('Rebuilt 2 jobs')
  })

  it('starts again only what was killed', async () => {
    const before = processes()
    const victim = before.find(({ service }) => service === 'parser')
    if (victim === undefined) throw new Error('no parser')
    process.kill(victim.pid, 'SIGKILL')
    const gone = async (): Promise<void> => {
      if (isRunning(victim)) throw new Error('it runs')
    }
    await waitUntil('The end of the parser', gone, { withinMs: 5_000 })
    expect(await floatchat(['status'], environment)).toMatchObject({ code: 1 })
    expect(await floatchat(['up', '--detach'], environment)).toMatchObject({ code: 0 })
    const others = (list: typeof before) =>
      list
        .filter(({ service }) => service !== 'parser')
        .map(({ pid }) => pid)
        .sort()
    expect(others(processes())).toEqual(others(before))
    expect(processes().every(isRunning)).toBe(true)
  })

  it('leaves no process behind', async () => {
    const before = processes()
    expect(await floatchat(['down'], environment)).toMatchObject({ code: 0 })
    expect(before.filter(isRunning)).toEqual([])
  })
})

it('says how it is called, when it is called otherwise', async () => {
  expect(await floatchat(['ingest'], environment)).toMatchObject({ code: 2 })
  expect(await floatchat(['token', '--rôle'], environment)).toMatchObject({ code: 2 })
  expect(await floatchat(['rebuild', '--now'], environment)).toMatchObject({ code: 2 })
  expect(await floatchat(['fly'], environment)).toMatchObject({ code: 2 })
  expect(await floatchat(['help'], environment)).toMatchObject({ code: 0 })
})
