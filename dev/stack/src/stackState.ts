import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const variables = z.record(z.string(), z.string())
const ports = z.record(z.string(), z.number().int())

/** A process of ours. `born` tells it from a later one that got the same id. */
export const processState = z.object({
  pid: z.number().int().positive(),
  born: z.string(),
  stopSignal: z.string(),
  log: z.string(),
})
export type ProcessState = z.output<typeof processState>

const partState = z.discriminatedUnion('origin', [
  z.object({ origin: z.literal('environment'), variables }),
  z.object({ origin: z.literal('process'), variables, ports, folder: z.string(), process: processState }),
  z.object({ origin: z.literal('container'), variables, ports, id: z.string(), image: z.string(), log: z.string() }),
  // Stopped in good order; its ports are taken again at the next start where they are free.
  z.object({ origin: z.literal('stopped'), ports }),
])
export type PartState = z.output<typeof partState>

const stackState = z.object({
  kafka: partState.optional(),
  registry: partState.optional(),
  s3: partState.optional(),
  postgres: partState.optional(),
})
/** What is running, as recorded in `stack.json` of the data folder. */
export type StackState = z.output<typeof stackState>

export function readStackState(home: string): StackState {
  let text: string
  try {
    text = readFileSync(join(home, 'stack.json'), 'utf8')
  } catch {
    return {}
  }
  const result = stackState.safeParse(JSON.parse(text))
  if (!result.success) {
    throw new Error(
      `${join(home, 'stack.json')} was not written by this version: stop its processes and delete the file.`,
    )
  }
  return result.data
}

export function writeStackState(home: string, state: StackState): void {
  mkdirSync(home, { recursive: true })
  const path = join(home, 'stack.json')
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`)
  renameSync(draft, path)
}
