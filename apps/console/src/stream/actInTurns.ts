import type { RedriveDeadLettersAnswer } from '../api/generated/openApi.ts'
import { actOnDeadLetters, type DeadLetterFilter } from '../api/stream.ts'
import type { DeadLetterAction } from './DeadLetterAction.ts'

const perTurn = 100

export interface ActInTurns {
  readonly kind: DeadLetterAction
  readonly filter: DeadLetterFilter
  /** What the dry run said. */
  readonly dry: RedriveDeadLettersAnswer
  readonly because: string | undefined
  readonly signal: AbortSignal
  readonly progress: (done: number, of: number) => void
}

/**
 * Does what the dry run showed, some letters at a time, so that it can be seen and stopped. More letters than a dry
 * run lists are asked for again, up to as many as it counted: what has failed anew meanwhile is not done twice.
 */
export async function actInTurns({
  kind,
  filter,
  dry,
  because,
  signal,
  progress,
}: ActInTurns): Promise<RedriveDeadLettersAnswer> {
  const outcomes: RedriveDeadLettersAnswer['outcomes'][number][] = []
  const reason = because === undefined ? {} : { because }
  const seen = new Set<string>()
  let page = dry
  while (!signal.aborted && seen.size < dry.total) {
    const ids = page.outcomes.map(({ id }) => id).filter((id) => !seen.has(id))
    if (ids.length === 0) break
    for (let from = 0; from < ids.length && !signal.aborted; from += perTurn) {
      const turn = ids.slice(from, from + perTurn)
      for (const id of turn) seen.add(id)
      const answer = await actOnDeadLetters(kind, { ids: turn }, { dryRun: false, ...reason })
      outcomes.push(...answer.outcomes)
      progress(seen.size, dry.total)
    }
    if (seen.size < dry.total && !signal.aborted)
      page = await actOnDeadLetters(kind, filter, { dryRun: true, ...reason })
  }
  return { dry_run: false, outcomes, total: outcomes.length }
}
