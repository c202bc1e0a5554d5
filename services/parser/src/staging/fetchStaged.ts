import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { outage, permanent } from '@floatchat/contracts/IngestionError'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { TemporaryFile, WorkFolder } from './WorkFolder.ts'

/**
 * Brings a staged file to the local disk, with its length and SHA-256 checked on the way.
 *
 * @returns the local file, gone when it is disposed of.
 * @throws IngestionError FILE_CHANGED where the bucket does not hold what was staged, OBJECT_MISSING where
 *   it holds nothing, an outage where the bucket or the disk cannot be used now.
 */
export async function fetchStaged(
  bucket: Bucket,
  file: FileStaged,
  folder: WorkFolder,
  signal: AbortSignal,
): Promise<TemporaryFile> {
  const local = folder.temporaryFile()
  try {
    const hash = createHash('sha256')
    let size = 0
    const check = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length
        hash.update(chunk)
        // What is longer than was staged is not written out to its end.
        if (size > file.size_bytes) done(changed(file, `more than its ${file.size_bytes} bytes`))
        else done(null, chunk)
      },
    })
    await pipeline(await bucket.get(file.object_key, signal), check, createWriteStream(local.path), { signal })
    if (size !== file.size_bytes) throw changed(file, `${size} bytes instead of ${file.size_bytes}`)
    if (hash.digest('hex') !== file.sha256.toLowerCase()) throw changed(file, 'another SHA-256')
    return local
  } catch (error) {
    await local[Symbol.asyncDispose]()
    signal.throwIfAborted()
    throw isFullDisk(error)
      ? outage('DISK_FULL', `There is no room for ${file.filename} on the parser's disk.`, error)
      : error
  }
}

function changed(file: FileStaged, how: string): Error {
  const where = `raw file ${file.object_key} in the bucket`
  return permanent(
    'FILE_CHANGED',
    `The ${where} is not ${file.filename} as it was staged: it has ${how}. Upload it again.`,
  )
}

function isFullDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
