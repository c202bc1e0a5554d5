import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
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
    expect(`${up.output}${up.sentences}`).not.toContain('could not')
    const page = await fetch(`${readSystemState(home)?.gatewayUrl}/`)
    expect({ status: page.status, page: await page.text() }).toMatchObject({
      status: 200,
      page: expect.stringContaining('<script type="module"'),
    })
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

  it('sends bytes that are held already only when it is told to', async () => {
    const { filename } = bgcMultiProfile()
    const again = await floatchat(['ingest', join(home, filename)], environment)
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining('held already') })
    expect(again.output).toMatch(/^0 files in the database, 1 held already; 0 profiles; [\d.]+ s$/m)
    const jobs = async () => (await floatchat(['jobs'], environment)).output
    expect(await jobs()).toContain('\n1 job.')
    const forced = await floatchat(['ingest', '--force', join(home, filename)], environment)
    expect(forced.output).toMatch(/^1 file in the database/m)
    expect(await jobs()).toContain('\n2 jobs.')
  })

  it('sends what a folder holds and the system does not, each of the same bytes once', async () => {
    const folder = join(home, 'folder')
    mkdirSync(folder)
    const settled = new Date(Date.now() - 60_000)
    const put = (name: string, bytes: Buffer) => {
      writeFileSync(join(folder, name), bytes)
      utimesSync(join(folder, name), settled, settled)
    }
    put('held.nc', bgcMultiProfile().bytes)
    put('bad.nc', malformedMissingPsal().bytes)
    put('bad-again.nc', malformedMissingPsal().bytes)
    const first = await floatchat(['sync', folder, '--json'], environment)
    const results = first.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const of = (name: string) => results.find(({ file }) => file === join(folder, name))
    expect(of('held.nc')).toMatchObject({ status: 'succeeded', sent: false })
    expect([of('bad.nc'), of('bad-again.nc')].map((result) => result?.sent).sort()).toEqual([false, true])
    expect(first.sentences).toContain('2 not taken: 2 lacking a variable')
    expect(first.code).toBe(1)
    const second = await floatchat(['sync', folder], environment)
    expect(second.output).toContain('2 files not taken: Missing required ARGO variable: PSAL')
    expect(second.output).toContain('0 files in the database, 1 held already, 2 not taken: 2 lacking a variable')
  })

  it('says at Ctrl-C what was done, and how to go on', async () => {
    const folder = join(home, 'many')
    mkdirSync(folder)
    for (let number = 1; number <= 400; number += 1) writeFileSync(join(folder, `${number}.nc`), `CDF ${number}`)
    const { code, output, sentences } = await floatchat(['ingest', '--json', folder], environment, (text) =>
      text.includes('\n') ? 'SIGINT' : undefined,
    )
    const ended = output.trimEnd().split('\n').length
    expect(ended).toBeLessThan(400)
    expect(code).toBe(130)
    expect(sentences).toMatch(/^0 files in the database, [\d,]+ not taken: .*; \d+ not sent; 0 profiles; /m)
    expect(sentences).toContain('The same command again sends only what is not held.')
  })

  it('shows jobs, datasets, a float, an export and a log', async () => {
    const { filename, bytes, known } = bgcMultiProfile()
    const [one] = (await floatchat(['jobs', '--json', '--text', filename], environment)).output.split('\n')
    const { job_id, dataset_id } = JSON.parse(one ?? '') as { job_id: string; dataset_id: number }
    const job = await floatchat(['job', job_id], environment)
    expect(job.output).toMatch(new RegExp(`^${filename}: succeeded`))
    expect(job.output).toMatch(/^writer +done +/m)
    expect(await floatchat(['job', 'none'], environment)).toMatchObject({
      code: 1,
      sentences: 'job_id must be a UUID.\n',
    })
    expect((await floatchat(['datasets', '--text', filename], environment)).output).toContain(filename)
    const wmo = '2902999'
    expect((await floatchat(['float', wmo], environment)).output).toContain(`float: ${wmo} (BGC)`)
    expect(await floatchat(['float', '0000000'], environment)).toMatchObject({ code: 1 })
    // Of two files with the same bytes either may hold the profiles.
    const exports = await Promise.all(['1', '2'].map((id) => floatchat(['export', id], environment)))
    const lines = exports
      .map(({ output }) => output)
      .join('')
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(known.profiles.length)
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ platform_number: wmo, measurements: {} })
    const raw = join(home, 'raw.nc')
    expect(await floatchat(['export', '--raw', '--to', raw, String(dataset_id)], environment)).toMatchObject({
      code: 0,
    })
    expect(readFileSync(raw).equals(bytes)).toBe(true)
    const log = readSystemState(home)?.instances.find(({ service }) => service === 'gateway')?.process.log ?? ''
    expect(await floatchat(['logs', 'gateway'], environment)).toMatchObject({
      code: 0,
      output: readFileSync(log, 'utf8'),
    })
    expect(await floatchat(['logs', 'kitchen'], environment)).toMatchObject({ code: 2 })
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
    const wouldBe = /^Would rebuild \d+ jobs \(\d+ files, \d+ events\), of which 0 come out otherwise\.$/m
    // A summary may be on its topic a moment before the gateway has heard of it.
    const dryRun = () => floatchat(['rebuild', '--dry-run'], environment)
    const asServed = { code: 0, sentences: '', output: expect.stringMatching(wouldBe) }
    await expect.poll(dryRun, { timeout: 60_000 }).toEqual(asServed)
    expect((await floatchat(['rebuild'], environment)).output).toMatch(/^Rebuilt \d+ jobs /m)
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

  it('ends an up that watches over them, wherever that was begun', async () => {
    let isReady = () => {}
    const ready = new Promise<void>((resolve) => {
      isReady = resolve
    })
    const up = floatchat(['up'], environment, (output) => {
      if (output.includes('Ready: ')) isReady()
      return undefined
    })
    await Promise.race([ready, up.then(({ sentences }) => Promise.reject(new Error(sentences)))])
    const before = processes()
    expect(before.filter(isRunning)).toHaveLength(5)
    expect(await floatchat(['down'], environment)).toMatchObject({ code: 0 })
    expect(await up).toMatchObject({ code: 0, sentences: expect.not.stringContaining('starting it again') })
    expect([...before, ...processes()].filter(isRunning)).toEqual([])
  })
})

it('says how it is called, when it is called otherwise', async () => {
  expect(await floatchat(['ingest'], environment)).toMatchObject({ code: 2 })
  expect(await floatchat(['token', '--rôle'], environment)).toMatchObject({ code: 2 })
  expect(await floatchat(['rebuild', '--now'], environment)).toMatchObject({ code: 2 })
  expect(await floatchat(['fly'], environment)).toMatchObject({ code: 2 })
  expect(await floatchat(['injest'], environment)).toMatchObject({
    code: 2,
    sentences: "There is no command 'injest'. Did you mean ./floatchat ingest?\n",
  })
  expect(await floatchat(['help'], environment)).toMatchObject({ code: 0 })
})

it('says in one sentence that there is no gateway or no broker, while a person still waits', async () => {
  const nowhere = { ...environment, FLOATCHAT_HOME: join(home, 'none'), KAFKA_BROKERS: '127.0.0.1:1', PORT: '1' }
  const file = write('lonely.nc', 'CDF')
  for (const words of [['ingest', file], ['jobs'], ['lag']]) {
    const began = performance.now()
    const { code, output, sentences } = await floatchat(words, nowhere)
    expect({ code, output }).toEqual({ code: 1, output: '' })
    expect(sentences).toMatch(
      /^No (gateway|broker) answers at \S+: start the system with \.\/floatchat up, or set \w+\.\n$/,
    )
    // The clients themselves would try for half a minute; the rest is for starting the command on a busy machine.
    expect(performance.now() - began).toBeLessThan(15_000)
  }
})
