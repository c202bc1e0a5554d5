import type { QueuedFile } from './QueuedFile.ts'
import { kindOf } from './uploadStep.ts'

export type UploadFilter = 'all' | 'active' | 'problem' | 'done'

const ranks = { problem: 0, active: 1, done: 2 } as const

/** The rows to show: problems first, then what is under way, then the rest, each in the order in which they came. */
export function shownUploads(entries: readonly QueuedFile[], filter: UploadFilter, most: number): QueuedFile[] {
  const ranked = entries.map((entry) => ({ entry, kind: kindOf(entry.step) }))
  return ranked
    .filter(({ kind }) => filter === 'all' || kind === filter)
    .sort((a, b) => ranks[a.kind] - ranks[b.kind] || a.entry.number - b.entry.number)
    .slice(0, most)
    .map(({ entry }) => entry)
}
