import { replaceSources, replaceText } from './replaceSources.ts'

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

/**
 * Loaded before a parser (`--import`), makes it one of version 0 with two faults: salinities that are too high by one,
 * and cycle numbers that are too high by a thousand in profiles of floats whose number ends in 9. The code of the parser
 * itself has no switch for it.
 */
replaceSources({
  '/parser/src/parserVersion.ts': () => 'export const parserVersion = 0',
  '/parser/src/argo/decodeProfile.ts': (source) =>
    `${replaceText(source, 'export function decodeProfile(', 'function readRightly(')}\n${faulty}`,
})
