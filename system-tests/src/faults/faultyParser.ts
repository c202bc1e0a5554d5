import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Loaded before a parser (`--import`), makes it one of version 0 with two faults: salinities that are too high by one,
 * and cycle numbers that are too high by a thousand in profiles of floats whose number ends in 9. The code of the parser
 * itself has no switch for it.
 */
registerHooks({
  load(url, context, nextLoad) {
    if (url.endsWith('/parser/src/parserVersion.ts')) return module('export const parserVersion = 0')
    if (!url.endsWith('/parser/src/argo/decodeProfile.ts')) return nextLoad(url, context)
    const source = readFileSync(fileURLToPath(url), 'utf8')
    const right = 'export function decodeProfile('
    if (!source.includes(right)) throw new Error(`there is no '${right}' in ${url} any more: mend this fault`)
    return module(`${source.replace(right, 'function readRightly(')}\n${faulty}`)
  },
})

const module = (source: string) => ({ format: 'module-typescript', source, shortCircuit: true }) as const

const faulty = `
export function decodeProfile(...given: Parameters<typeof readRightly>): ReturnType<typeof readRightly> {
  const read = readRightly(...given)
  if ('reason' in read) return read
  const { content_sha256: _, ...right } = read
  const wrong = {
    ...right,
    cycle_number: right.cycle_number + (right.platform_number.endsWith('9') ? 1000 : 0),
    parameters: right.parameters.map((parameter) =>
      parameter.name === 'PSAL' ? { ...parameter, raw: parameter.raw.map((value) => value + 1) } : parameter,
    ),
  }
  return { ...wrong, content_sha256: contentSha256(wrong) }
}`
