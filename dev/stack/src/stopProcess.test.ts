import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isRunning, processBirth } from './processIdentity.ts'
import { startProcess } from './startProcess.ts'
import { stopProcess } from './stopProcess.ts'
import { waitUntil } from './waitUntil.ts'

const folder = mkdtempSync(join(tmpdir(), 'floatchat-unit-'))

async function startScript(script: string, log: string) {
  const path = join(folder, log)
  const process = await startProcess({ command: '/bin/sh', arguments: ['-c', script] }, path)
  const ready = async (): Promise<void> => {
    if (!readFileSync(path, 'utf8').includes('ready')) throw new Error('not yet')
  }
  await waitUntil('The script', ready, { withinMs: 5_000 })
  return { process, path }
}

it('lets a process end in good order', async () => {
  const script = `trap 'echo goodbye; exit 0' TERM; echo ready; while :; do sleep 0.05; done`
  const { process, path } = await startScript(script, 'good.log')
  expect(isRunning(process)).toBe(true)
  await stopProcess(process)
  expect(isRunning(process)).toBe(false)
  expect(readFileSync(path, 'utf8')).toContain('goodbye')
})

it('kills one that does not listen, and its children with it', async () => {
  const script = `trap '' TERM; sleep 300 & echo child $!; echo ready; while :; do sleep 0.05; done`
  const { process, path } = await startScript(script, 'deaf.log')
  const child = Number(/child (\d+)/.exec(readFileSync(path, 'utf8'))?.[1])
  expect(processBirth(child)).toBeDefined()
  await stopProcess(process, 200)
  expect(isRunning(process)).toBe(false)
  await waitUntil(
    'The end of the child',
    async () => {
      if (processBirth(child) !== undefined) throw new Error('it runs')
    },
    { withinMs: 5_000 },
  )
})

it('leaves a process alone that merely got the same id', async () => {
  const { process } = await startScript('echo ready; exec sleep 300', 'other.log')
  await stopProcess({ ...process, born: 'another time' })
  expect(isRunning(process)).toBe(true)
  await stopProcess(process)
})
