import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'

interface Common {
  readonly file: string
  readonly why: string
}

/** What must come of an odd file: `odd.json`, whose note says the words. */
export type OddCase = Common &
  (
    | {
        readonly expect: 'values'
        readonly parameter: string
        readonly raw_max?: number
        readonly raw_n?: number
        readonly missing_levels?: readonly number[]
      }
    | {
        readonly expect: 'equal' | 'loses' | 'equal_or_failed' | 'psal_or_failed'
        readonly base: string
        readonly columns?: readonly string[]
        readonly or_failed?: boolean
      }
    | { readonly expect: 'close'; readonly base: string; readonly tolerance: number }
    | { readonly expect: 'bits'; readonly base: string; readonly rename: Readonly<Record<string, string>> }
    | { readonly expect: 'bits_none'; readonly bit: number; readonly parameter: string }
    | { readonly expect: 'rejected'; readonly rejected: number }
    | { readonly expect: 'warned' | 'warned_or_flags' | 'failed'; readonly words: readonly string[] }
    | {
        readonly expect: 'succeeded_or_failed' | 'failed_or_equal'
        readonly words?: readonly string[]
        readonly not_words?: readonly string[]
      }
    | { readonly expect: 'succeeded' | 'fast' | 'outliers_none' }
  )

export const oddCases = (
  JSON.parse(readFileSync(join(realArgoFiles, 'odd/odd.json'), 'utf8')) as { readonly cases: readonly OddCase[] }
).cases
