import { CopyRows } from '@floatchat/db/load/CopyRows'

type Buffers = readonly [CopyRows, CopyRows]

// Buffers of some megabytes live outside V8's heap, where it is slow to notice that they are garbage:
// used again and again, they keep the process small.
const idle: Buffers[] = []
const idleAtMost = 8
const bytesAtMost = 16 * 1024 * 1024

/** Runs work with two emptied buffers, for variables and for levels. */
export async function withLevelBuffers<T>(work: (buffers: Buffers) => Promise<T>): Promise<T> {
  const buffers = idle.pop() ?? ([new CopyRows(1024 * 1024), new CopyRows(1024 * 1024)] as const)
  try {
    return await work(buffers)
  } finally {
    for (const rows of buffers) rows.reset()
    if (idle.length < idleAtMost && buffers.every((rows) => rows.capacity <= bytesAtMost)) idle.push(buffers)
  }
}
