import { createServer, type Server } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { choosePort, isFree } from './choosePort.ts'

const servers: Server[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))))

async function occupy(host: string): Promise<number> {
  const server = createServer()
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, host, listening))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

it('takes the first wish that is free', async () => {
  const free = await choosePort([], new Set())
  expect(await choosePort([free], new Set())).toBe(free)
})

it.each(['127.0.0.1', '0.0.0.0'])('passes over a port on which another listens at %s', async (host) => {
  const busy = await occupy(host)
  const port = await choosePort([busy], new Set())
  expect(port).not.toBe(busy)
  expect(await isFree(port)).toBe(true)
})

it('never promises one port twice', async () => {
  const taken = new Set<number>()
  const first = await choosePort([], taken)
  expect(await choosePort([first], taken)).not.toBe(first)
})
