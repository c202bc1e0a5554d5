import type { Command } from '@floatchat/cli/Command'
import { printTable } from '@floatchat/cli/printTable'
import { parts } from '@floatchat/stack/parts'
import { isRunning } from '@floatchat/stack/processIdentity'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { readStackState } from '@floatchat/stack/stackState'
import { residentBytes } from '../system/residentBytes.ts'
import { readSystemState } from '../system/systemState.ts'

export const status: Command = {
  summary: 'Shows each part and service: where it runs, whether it is ready, its memory. Exit code 1 if any is not.',
  usage: 'status',
  run: async () => {
    const { home } = readStackSettings()
    const rows = [...(await stackRows(home)), ...(await serviceRows(home))]
    printTable(['name', 'state', 'where', 'pid', 'memory'], rows)
    return rows.every(([, state]) => state === 'ready') ? 0 : 1
  },
}

async function stackRows(home: string): Promise<string[][]> {
  const state = readStackState(home)
  return Promise.all(
    parts.map(async (part) => {
      const own = state[part.name]
      if (own === undefined || own.origin === 'stopped') return [part.name, 'stopped', '', '', '']
      const answer = await part.check(own.variables).then(
        () => 'ready',
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      )
      const where = address(own.variables)
      if (own.origin !== 'process') return [part.name, answer, `${where} (${own.origin})`, '', '']
      return [part.name, answer, where, String(own.process.pid), megabytes(residentBytes(own.process.pid))]
    }),
  )
}

async function serviceRows(home: string): Promise<string[][]> {
  const state = readSystemState(home)
  return Promise.all(
    (state?.instances ?? []).map(async ({ service, number, healthPort, process }) => {
      const name = number === 1 ? service : `${service} ${number}`
      if (!isRunning(process)) return [name, 'stopped', '', '', '']
      const where = service === 'gateway' ? (state?.gatewayUrl ?? '') : `http://127.0.0.1:${healthPort}/readyz`
      return [name, await readiness(healthPort), where, String(process.pid), megabytes(residentBytes(process.pid))]
    }),
  )
}

async function readiness(port: number): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5_000) })
    const text = await response.text()
    return response.status === 200 ? 'ready' : `not ready: ${text.slice(0, 120)}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The address among a part's settings, without its password. */
function address(variables: Readonly<Record<string, string>>): string {
  return (Object.values(variables)[0] ?? '').replace(/\/\/[^@/]*@/, '//')
}

function megabytes(bytes: number): string {
  return bytes === 0 ? '' : `${Math.round(bytes / 2 ** 20)} MiB`
}
