import { createHash, hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { Bucket } from '@floatchat/objects/Bucket'
import { DiskFile } from '../netcdf/DiskFile.ts'
import type { LocalFile } from '../netcdf/LocalFile.ts'
import { diskError } from './diskError.ts'
import { MemoryFile } from './MemoryFile.ts'
import type { WorkFolder } from './WorkFolder.ts'

/** A file of one profile has some 100 kB; what is larger than this is read from the disk, part by part. */
const inMemoryBytes = 1024 * 1024
/** Read and not yet on the disk, at most. */
const unwrittenBytes = 1024 * 1024

/**
 * Brings a staged file here, with its length and SHA-256 checked on the way.
 *
 * @returns the file at hand, gone when it is disposed of.
 * @throws IngestionError FILE_CHANGED where the bucket does not hold what was staged, OBJECT_MISSING where
 *   it holds nothing, an outage where the bucket or the disk cannot be used now.
 */
export function fetchStaged(
  bucket: Bucket,
  file: FileStaged,
  folder: WorkFolder,
  signal: AbortSignal,
): Promise<LocalFile> {
  return file.size_bytes <= inMemoryBytes
    ? fetchIntoMemory(bucket, file, folder, signal)
    : fetchOntoDisk(bucket, file, folder, signal)
}

async function fetchIntoMemory(
  bucket: Bucket,
  file: FileStaged,
  folder: WorkFolder,
  signal: AbortSignal,
): Promise<LocalFile> {
  const chunks: Buffer[] = []
  let size = 0
  await bucket.read(
    file.object_key,
    (chunk) => {
      size += chunk.length
      // What is longer than was staged is not read to its end.
      if (size > file.size_bytes) throw tooLong(file)
      chunks.push(chunk)
      return undefined
    },
    signal,
  )
  const bytes = Buffer.concat(chunks)
  check(file, size, hash('sha256', bytes))
  return new MemoryFile(bytes, file.filename, folder)
}

async function fetchOntoDisk(
  bucket: Bucket,
  file: FileStaged,
  folder: WorkFolder,
  signal: AbortSignal,
): Promise<LocalFile> {
  const local = folder.temporaryFile()
  try {
    const { size, sha256 } = await writeOut(bucket, file, local.path, signal)
    check(file, size, sha256)
    return await DiskFile.open(local.path, local)
  } catch (error) {
    await local[Symbol.asyncDispose]()
    signal.throwIfAborted()
    throw diskError(error, file.filename)
  }
}

/** Writes a staged file to `path`; its bytes and their SHA-256. */
async function writeOut(bucket: Bucket, file: FileStaged, path: string, signal: AbortSignal) {
  const hash = createHash('sha256')
  let size = 0
  const target = createWriteStream(path, { highWaterMark: unwrittenBytes })
  const written = finished(target)
  // Heard below; until then reading may be what fails first.
  written.catch(() => {})
  try {
    await bucket.read(
      file.object_key,
      (chunk) => {
        size += chunk.length
        if (size > file.size_bytes) throw tooLong(file)
        hash.update(chunk)
        return target.write(chunk) ? undefined : Promise.race([once(target, 'drain'), written])
      },
      signal,
    )
    target.end()
    await written
    return { size, sha256: hash.digest('hex') }
  } catch (error) {
    target.destroy()
    // It may still be opening the file, and would make it after it has been removed.
    if (!target.closed) await new Promise<void>((closed) => target.once('close', closed))
    throw error
  }
}

function check(file: FileStaged, size: number, sha256: string): void {
  if (size > file.size_bytes) throw tooLong(file)
  if (size < file.size_bytes) throw changed(file, `${size} bytes instead of ${file.size_bytes}`)
  if (sha256 !== file.sha256.toLowerCase()) throw changed(file, 'another SHA-256')
}

function tooLong(file: FileStaged): Error {
  return changed(file, `more than its ${file.size_bytes} bytes`)
}

function changed(file: FileStaged, how: string): Error {
  const where = `raw file ${file.object_key} in the bucket`
  return permanent(
    'FILE_CHANGED',
    `The ${where} is not ${file.filename} as it was staged: it has ${how}. Upload it again.`,
  )
}
