import { basename } from 'node:path'
import type { IngestResult } from './IngestResult.ts'
import { type Outcome, outcomeOf } from './outcomeOf.ts'

/** A sentence, and the files of which it was said. */
export interface Reason {
  readonly outcome: Outcome
  readonly sentence: string
  readonly results: readonly IngestResult[]
}

/** What was said against files and profiles, each sentence once, the most frequent first. */
export function reasonsOf(results: readonly IngestResult[]): Reason[] {
  const found = new Map<string, { outcome: Outcome; sentence: string; results: Set<IngestResult> }>()
  for (const result of results) {
    const outcome = outcomeOf(result)
    for (const error of result.errors) {
      const sentence = withoutName(inWords(error), basename(result.file))
      const key = `${outcome}\n${sentence}`
      const entry = found.get(key) ?? { outcome, sentence, results: new Set() }
      found.set(key, entry)
      entry.results.add(result)
    }
  }
  return [...found.values()]
    .map((entry) => ({ ...entry, results: [...entry.results] }))
    .sort((a, b) => b.results.length - a.results.length)
}

/** The sentence as it is true of any file. */
function withoutName(sentence: string, name: string): string {
  const unquoted = sentence.replaceAll(`'${name}'`, name)
  const begun = unquoted.startsWith(name) ? `It${unquoted.slice(name.length)}` : unquoted
  return begun.replaceAll(name, 'the file')
}

/** The sentence of an entry of a job's `errors`, or the entry as it is. */
export function inWords(error: unknown): string {
  if (typeof error === 'string') return error
  if (typeof error === 'object' && error !== null) {
    for (const key of ['message', 'reason', 'detail', 'sentence']) {
      const value: unknown = Reflect.get(error, key)
      if (typeof value === 'string') return value
    }
  }
  return JSON.stringify(error)
}
