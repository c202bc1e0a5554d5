import { closeSync, openSync, writeSync } from 'node:fs'

/** Writes a file until the disk that it lies on is full. */
export function fillDisk(path: string): void {
  const file = openSync(path, 'w')
  const block = Buffer.alloc(64 << 10)
  try {
    for (;;) writeSync(file, block)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(file)
  }
}
