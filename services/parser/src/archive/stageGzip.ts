import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { diskError } from '../staging/diskError.ts'
import type { StagingParts } from '../staging/fetchStaged.ts'
import type { ArchiveLimits } from './ArchiveLimits.ts'
import type { Member } from './Member.ts'
import { MemberProblem, memberProblem } from './MemberProblem.ts'
import { memberStream } from './MemberStream.ts'
import { tooLargeExpanded } from './refusalOf.ts'

export interface GzipContext extends StagingParts {
  readonly limits: ArchiveLimits
  readonly signal: AbortSignal
  /** Bytes that compressed members may still expand to. */
  readonly room: number
}

/**
 * Stages what is in a `.nc.gz` member, by way of the disk: nothing in front of it says how long it is.
 *
 * @throws MemberProblem where it is damaged or expands beyond the limits.
 */
export async function stageGzip(
  { path, zip, entry }: Member,
  key: string,
  { bucket, folder, limits, signal, room }: GzipContext,
): Promise<{ sizeBytes: number; sha256: string }> {
  await using local = folder.temporaryFile()
  const hash = createHash('sha256')
  let sizeBytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length
      hash.update(chunk)
      const refusal =
        sizeBytes > room
          ? `would take the zip beyond the ${limits.ARCHIVE_MAX_BYTES} bytes after expansion that are taken`
          : tooLargeExpanded(sizeBytes, entry.uncompressedSize, limits)
      done(refusal === undefined ? null : memberProblem(path, refusal), chunk)
    },
  })
  const member = await memberStream(zip, entry, path)
  try {
    await pipeline(member.bytes, createGunzip(), measure, createWriteStream(local.path), { signal })
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof MemberProblem) throw error
    const isOfZlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    throw isOfZlib
      ? memberProblem(path, `is damaged: it is no sound gzip (${error.message})`, error)
      : diskError(error, path)
  }
  member.finish()
  await bucket.put(key, createReadStream(local.path), { sizeBytes, signal })
  return { sizeBytes, sha256: hash.digest('hex') }
}
