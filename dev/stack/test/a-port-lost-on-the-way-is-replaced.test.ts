import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { choosePort } from '../src/choosePort.ts'
import type { Part } from '../src/Part.ts'
import { stopPart } from '../src/partProcess.ts'
import { readStackSettings } from '../src/stackSettings.ts'
import { startOnFreePorts } from '../src/startOnFreePorts.ts'

const home = mkdtempSync(join(tmpdir(), 'floatchat-test-'))
let thief: Server | undefined
afterAll(() => {
  thief?.close()
  rmSync(home, { recursive: true })
})

const serverOn = (port: number) =>
  `require('node:http').createServer((_, response) => response.end('mine')).listen(${port}, '127.0.0.1')`

const part: Part = {
  name: 's3',
  title: 'A server',
  given: () => undefined,
  ports: { main: { setting: 'PORT_OF_TEST', preferred: 1 } },
  variables: ({ main }) => ({ ADDRESS: `http://127.0.0.1:${main}` }),
  install: async () => undefined,
  async launch({ ports: { main = 0 } }) {
    // Between the choice and the start somebody else takes the port, once.
    if (thief === undefined) {
      const server = createServer((_, response) => response.end('not mine'))
      await new Promise<void>((listening) => server.listen(main, '127.0.0.1', listening))
      thief = server
    }
    return { command: process.execPath, arguments: ['-e', serverOn(main)] }
  },
  container: () => {
    throw new Error('No container is asked for.')
  },
  async check({ ADDRESS = '' }) {
    if ((await (await fetch(ADDRESS)).text()) !== 'mine') throw new Error('Somebody else answers.')
  },
}

it('starts on another port', async () => {
  const sentences: string[] = []
  const settings = readStackSettings({ ...process.env, FLOATCHAT_HOME: home, FLOATCHAT_STACK: 'processes' })
  const chosen: number[] = []
  const state = await startOnFreePorts(
    part,
    {
      settings,
      say: (sentence) => void sentences.push(sentence),
      durable: false,
      signal: undefined,
      containers: false,
      record: () => undefined,
    },
    async () => {
      const main = await choosePort([], new Set(chosen))
      chosen.push(main)
      return { main }
    },
  )
  try {
    expect(chosen).toHaveLength(2)
    expect(state.ports).toEqual({ main: chosen[1] })
    expect(sentences).toEqual([expect.stringContaining('was taken by another process')])
  } finally {
    await stopPart(state)
  }
})
