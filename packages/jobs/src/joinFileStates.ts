import type { StageName } from '@floatchat/contracts/generated/records'
import type { Failure, FileState, StageState } from './FileState.ts'

// A file of which every profile is a dead letter must not fill its row with them.
const notesKept = 20

/**
 * What two states know together. Commutative, associative and idempotent (a test holds it), so that the
 * projection is the same whatever the order in which topics are read and however often.
 *
 * A higher attempt beats a lower one; within an attempt the newest run counts for progress, and nothing
 * that was reached is given up.
 */
export function joinFileStates(a: FileState, b: FileState): FileState {
  const whatever = { file: least(a.file, b.file), summary: newest(a.summary, b.summary) }
  if (a.attempt !== b.attempt) return { ...(a.attempt > b.attempt ? a : b), ...whatever }
  return {
    ...whatever,
    attempt: a.attempt,
    stages: joinStages(a.stages, b.stages),
    written: newest(a.written, b.written),
    failure: newest(a.failure, b.failure),
    notes: joinNotes(a.notes, b.notes),
    archive: newest(a.archive, b.archive),
  }
}

function joinStages(a: FileState['stages'], b: FileState['stages']): FileState['stages'] {
  const joined: Partial<Record<StageName, StageState>> = {}
  for (const stage of [...Object.keys(a), ...Object.keys(b)].sort() as StageName[]) {
    const [left, right] = [a[stage], b[stage]]
    const state = left !== undefined && right !== undefined ? joinStage(left, right) : (left ?? right)
    if (state !== undefined) joined[stage] = state
  }
  return joined
}

function joinStage(a: StageState, b: StageState): StageState {
  if (a.run_id !== b.run_id) return a.run_id > b.run_id ? a : b
  return {
    run_id: a.run_id,
    state: a.state === 'DONE' || b.state === 'DONE' ? 'DONE' : 'RUNNING',
    done: Math.max(a.done, b.done),
    total: a.total === null ? b.total : b.total === null ? a.total : Math.max(a.total, b.total),
    first_at: Math.min(a.first_at, b.first_at),
    last_at: Math.max(a.last_at, b.last_at),
  }
}

function joinNotes(a: readonly Failure[], b: readonly Failure[]): Failure[] {
  const distinct = new Map([...a, ...b].map((note) => [canonical(note), note]))
  return [...distinct]
    .sort(([left], [right]) => compare(left, right))
    .slice(0, notesKept)
    .map(([, note]) => note)
}

/** Of two that name a run the one of the later run; of one run the last by its contents. */
function newest<T extends { readonly run_id: string }>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b
  const order = compare(a.run_id, b.run_id) || compare(timeOf(a), timeOf(b)) || compare(canonical(a), canonical(b))
  return order >= 0 ? a : b
}

function timeOf(value: object): string {
  const { at, written_at } = value as { at?: number; written_at?: number }
  return String(at ?? written_at ?? 0).padStart(16, '0')
}

/** The file as it was stored first: a replay names it again with another reason. */
function least(a: FileState['file'], b: FileState['file']): FileState['file'] {
  if (a === null || b === null) return a ?? b
  return (a.staged_at - b.staged_at || compare(canonical(a), canonical(b))) <= 0 ? a : b
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** JSON with sorted keys: the state comes back from the database with its keys in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => compare(a, b)))
      : part,
  )
}
