import { readFile } from 'node:fs/promises'
import { acceptInstallation } from '@floatchat/cli/accept/acceptInstallation'
import { acceptanceFile } from '@floatchat/cli/accept/Installation'
import { makeToken } from '@floatchat/cli/makeToken'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptanceBytes } from '../src/acceptanceBytes.ts'
import { eventually } from '../src/eventually.ts'
import { floatFile } from '../src/floatFile.ts'
import { openSystem, type System } from '../src/openSystem.ts'

let system: System
beforeAll(async () => {
  system = await openSystem('accept')
  await system.ingest(floatFile({ platform: '5900320', cycles: [1, 2], levels: 40 }))
})
afterAll(() => system?.close())

const look = (token = system.token, seconds = 90) => acceptInstallation({ url: system.url, token }, { seconds })
const of = (role: 'operator' | 'viewer') =>
  makeToken({ secretKey: system.env.SECRET_KEY ?? '', role, expires: '1h', subject: role })
const failures = (checks: Awaited<ReturnType<typeof look>>) => checks.filter(({ result }) => result === 'failed')

it('carries the file that the fixtures make', async () => {
  expect((await readFile(acceptanceFile.path)).equals(acceptanceBytes())).toBe(true)
})

it('finds a whole system whole, twice, and leaves nothing of its own in it', async () => {
  // The watch over the stages looks once in some seconds.
  await eventually(async () => {
    const health = await fetch(`${system.url}/health`)
    expect(await health.json()).toMatchObject({ status: 'ok' })
  }, 60)
  const before = await system.digest()
  for (const token of [system.token, await of('operator')]) {
    const checks = await look(token)
    expect(failures(checks)).toEqual([])
    expect(checks.filter(({ result }) => result === 'left out')).toEqual([])
    expect(checks.length).toBeGreaterThan(10)
  }
  expect(await system.digest()).toBe(before)
  const { total } = (await (await system.request('/datasets?withdrawn=false&limit=1')).json()) as { total: number }
  expect(total).toBe(1)
})

it('puts nothing into a system with a token that could not take it out again', async () => {
  const checks = await look(await of('viewer'))
  expect(failures(checks)).toEqual([])
  expect(checks.find(({ name }) => name.startsWith('a file is taken in'))).toMatchObject({ result: 'left out' })
})

it('says what is wrong where the writer is away, and takes its file out when that is back', async () => {
  const writer = system.of('writer')
  await writer.end('SIGTERM')
  const before = await system.digest()
  const looking = look(system.token, 20)
  const checks = await looking
  expect(failures(checks).length).toBeGreaterThan(0)
  writer.start()
  await writer.ready()
  await eventually(async () => expect((await system.request('/floats/9900000')).status).toBe(404), 60)
  expect(await system.digest()).toBe(before)
})
