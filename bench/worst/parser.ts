/**
 * The worst files that the parser admits, by reader: `node parser.ts --data DIR`, with DIR filled by make_worst.py.
 * Prints the table of ../README.md. Each file has a process of its own.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

interface Measured {
  readonly outputs: number
  readonly bytes: number
  readonly refused?: string
  readonly seconds: number
  readonly cpuSeconds: number
  /** The longest time in which nothing else had its turn. */
  readonly turnMs: number
  readonly rssMiB: number
}

const { values: options } = parseArgs({
  options: { data: { type: 'string', default: 'data' }, seconds: { type: 'string', default: '300' } },
})

console.log('| file | kB | records | their MB | s | CPU s | longest turn, ms | peak MiB | of two at once |')
console.log('|---|---|---|---|---|---|---|---|---|')
for (const name of readdirSync(options.data).sort()) {
  const path = join(options.data, name)
  const measured = await measure(path, 1)
  const two = await measure(path, 2)
  const kilobytes = Math.round(statSync(path).size / 1000)
  if (measured === undefined) console.log(`| ${name} | ${kilobytes} | not done in ${options.seconds} s |`)
  else console.log(`| ${[name, kilobytes, ...figures(measured), Math.round(two?.rssMiB ?? Number.NaN)].join(' | ')} |`)
}

function figures({ outputs, bytes, refused, seconds, cpuSeconds, turnMs, rssMiB }: Measured): (string | number)[] {
  const what = refused === undefined ? outputs : `refused after ${outputs}: ${refused}`
  const rounded = [bytes / 1e6, seconds, cpuSeconds].map((value) => value.toFixed(1))
  return [what, ...rounded, Math.round(turnMs), Math.round(rssMiB)]
}

async function measure(path: string, times: number): Promise<Measured | undefined> {
  // As the parser is started: apps/cli/src/system/services.ts says why.
  const arguments_ = ['--max-semi-space-size=4', join(import.meta.dirname, 'parserRun.ts'), path, String(times)]
  const child = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), Number(options.seconds) * 1000)
  let line = ''
  for await (const chunk of child.stdout) line += chunk
  clearTimeout(timer)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return line === '' ? undefined : JSON.parse(line)
}
