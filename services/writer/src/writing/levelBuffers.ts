import { CopyRows } from '@floatchat/db/CopyRows'

/** For variables and for levels. */
export type LevelBuffers = readonly [CopyRows, CopyRows]

// Buffers of some megabytes live outside V8's heap, where it is slow to notice that they are garbage:
// used again and again, they keep the process small.
const idle: LevelBuffers[] = []
const idleAtMost = 8
const bytesAtMost = 16 * 1024 * 1024

/** Two empty buffers, to be given back. */
export function takeLevelBuffers(): LevelBuffers {
  return idle.pop() ?? [new CopyRows(1024 * 1024), new CopyRows(1024 * 1024)]
}

export function giveLevelBuffers(buffers: LevelBuffers): void {
  if (idle.length >= idleAtMost || buffers.some((rows) => rows.capacity > bytesAtMost)) return
  for (const rows of buffers) rows.reset()
  idle.push(buffers)
}
