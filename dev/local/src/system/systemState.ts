import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processState } from '@floatchat/stack/stackState'
import { z } from 'zod'

const instance = z.object({
  service: z.string(),
  /** Counts the instances of one service from 1. */
  number: z.number().int().positive(),
  healthPort: z.number().int(),
  process: processState,
})
/** One running instance of a service. */
export type Instance = z.output<typeof instance>

const systemState = z.object({
  gatewayUrl: z.string(),
  /** Settings by which the services reach the stack. */
  variables: z.record(z.string(), z.string()),
  instances: z.array(instance),
  /** Somebody has asked for all of them to stop: whoever watches over them goes too. */
  isStopped: z.boolean().default(false),
})
/** What `up` started, as recorded in `system.json` of the data folder. */
export type SystemState = z.output<typeof systemState>

export function readSystemState(home: string): SystemState | undefined {
  try {
    return systemState.parse(JSON.parse(readFileSync(join(home, 'system.json'), 'utf8')))
  } catch {
    return undefined
  }
}

export function writeSystemState(home: string, state: SystemState): void {
  mkdirSync(home, { recursive: true })
  const path = join(home, 'system.json')
  writeFileSync(`${path}.${process.pid}`, `${JSON.stringify(state, null, 2)}\n`)
  renameSync(`${path}.${process.pid}`, path)
}
