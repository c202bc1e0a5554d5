import { createReadStream, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Command, UsageError } from '@floatchat/cli/Command'
import { stopSignal } from '@floatchat/cli/stopSignal'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { services } from '../system/services.ts'
import { readSystemState } from '../system/systemState.ts'

const lookMs = 250
/** What of a long log is shown, bytes from its end. */
const endBytes = 64 * 1024

export const logs: Command = {
  summary: 'Shows the end of the log of a service (gateway, parser 2 …); with -f also what comes, until Ctrl-C.',
  usage: 'logs [-f] SERVICE [NUMBER]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { follow: { type: 'boolean', short: 'f', default: false } },
    })
    const [name, number = '1'] = positionals
    const names = services.map((service) => service.name)
    if (name === undefined || !names.includes(name)) throw new UsageError(`The services are ${names.join(', ')}.`)
    const { home } = readStackSettings()
    const instance = readSystemState(home)?.instances.find(
      (each) => each.service === name && each.number === Number(number),
    )
    const path = instance?.process.log ?? join(home, 'logs', `${name}.log`)
    if (!existsSync(path)) throw new Error(`The ${name} has no log at ${path}: was it ever started?`)
    const size = statSync(path).size
    const from = Math.max(0, size - endBytes)
    await show(path, from, size, from > 0)
    if (values.follow) await follow(path, size, stopSignal())
    return 0
  },
}

async function follow(path: string, from: number, signal: AbortSignal): Promise<void> {
  let at = from
  while (!signal.aborted) {
    const { size } = statSync(path)
    // A log that has become shorter was begun anew.
    if (size < at) at = 0
    if (size > at) await show(path, at, size, false)
    at = size
    await sleep(lookMs, undefined, { signal }).catch(() => undefined)
  }
}

/** @param cut whether it begins within a line, which is left out. */
async function show(path: string, from: number, to: number, cut: boolean): Promise<void> {
  if (to <= from) return
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { start: from, end: to - 1 })) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  process.stdout.write(cut ? bytes.subarray(bytes.indexOf('\n') + 1) : bytes)
}
