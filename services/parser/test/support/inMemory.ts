import { MemoryFile } from '../../src/staging/MemoryFile.ts'

/** A file of these bytes for what never asks for its place on the disk. */
export function inMemory(bytes: Buffer, filename: string): MemoryFile {
  return new MemoryFile(bytes, filename, {
    temporaryFile() {
      throw new Error('this file is to stay in memory')
    },
  })
}
