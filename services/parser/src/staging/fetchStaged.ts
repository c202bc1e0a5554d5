import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { Bucket, Take } from '@floatchat/objects/Bucket'
import { DiskFile } from '../netcdf/DiskFile.ts'
import type { LocalFile } from '../netcdf/LocalFile.ts'
import type { AtHand } from './AtHand.ts'
import { diskError } from './diskError.ts'
import { MemoryFile } from './MemoryFile.ts'
import type { WorkFolder } from './WorkFolder.ts'

/** A file of one profile has some 100 kB; what is larger than this is read from the disk, part by part. */
export const inMemoryBytes = 1024 * 1024
/** Read and not yet on the disk, at most. */
const unwrittenBytes = 1024 * 1024

export interface StagingParts {
  readonly bucket: Bucket
  /** Where a file lies while it is read. */
  readonly folder: WorkFolder
  readonly atHand: AtHand
}

/**
 * Brings a stored file here, with its length and SHA-256 checked on the way.
 *
 * @returns the file at hand, gone when it is disposed of.
 * @throws IngestionError FILE_CHANGED where the bucket does not hold what was stored, OBJECT_MISSING where
 *   it holds nothing, an outage where the bucket or the disk cannot be used now.
 */
export async function fetchStaged(
  file: FileStaged,
  { bucket, folder, atHand }: StagingParts,
  signal: AbortSignal,
): Promise<LocalFile> {
  const bytes = atHand.take(file)
  if (bytes !== undefined) return new MemoryFile(bytes, file.filename, folder)
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
  await receive(bucket, file, signal, (chunk) => void chunks.push(chunk))
  return new MemoryFile(Buffer.concat(chunks), file.filename, folder)
}

async function fetchOntoDisk(
  bucket: Bucket,
  file: FileStaged,
  folder: WorkFolder,
  signal: AbortSignal,
): Promise<LocalFile> {
  const local = folder.temporaryFile()
  try {
    await writeOut(bucket, file, local.path, signal)
    return await DiskFile.open(local.path, local)
  } catch (error) {
    await local[Symbol.asyncDispose]()
    signal.throwIfAborted()
    throw diskError(error, file.filename)
  }
}

async function writeOut(bucket: Bucket, file: FileStaged, path: string, signal: AbortSignal): Promise<void> {
  const target = createWriteStream(path, { highWaterMark: unwrittenBytes })
  const written = finished(target)
  // Heard below; until then reading may be what fails first.
  written.catch(() => {})
  try {
    await receive(bucket, file, signal, (chunk) =>
      target.write(chunk) ? undefined : Promise.race([once(target, 'drain'), written]),
    )
    target.end()
    await written
  } catch (error) {
    target.destroy()
    // It may still be opening the file, and would make it after it has been removed.
    if (!target.closed) await new Promise<void>((closed) => target.once('close', closed))
    throw error
  }
}

/** Hands the file's bytes to `take`; resolves where they are those that were stored. */
async function receive(bucket: Bucket, file: FileStaged, signal: AbortSignal, take: Take): Promise<void> {
  const hash = createHash('sha256')
  let size = 0
  const measured: Take = (chunk) => {
    size += chunk.length
    // What is longer than was stored is not read to its end.
    if (size > file.size_bytes) throw changed(file, `more than its ${file.size_bytes} bytes`)
    hash.update(chunk)
    return take(chunk)
  }
  await bucket.read(file.object_key, measured, signal)
  if (size < file.size_bytes) throw changed(file, `${size} bytes instead of ${file.size_bytes}`)
  if (hash.digest('hex') !== file.sha256.toLowerCase()) throw changed(file, 'another SHA-256')
}

function changed(file: FileStaged, how: string): Error {
  const where = `raw file ${file.object_key} in the bucket`
  return permanent(
    'FILE_CHANGED',
    `The ${where} is not ${file.filename} as it was stored: it has ${how}. Upload it again.`,
  )
}
