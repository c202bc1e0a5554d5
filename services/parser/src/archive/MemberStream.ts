import { createHash } from 'node:crypto'
import { pipeline, type Readable, Transform } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { memberProblem } from './MemberProblem.ts'

/** A member being expanded: its bytes, and when they have all gone by, what they were. */
export interface MemberStream {
  readonly bytes: Readable
  /** SHA-256 of the bytes; throws a MemberProblem where they are not those that were packed. */
  finish(): string
}

/**
 * Expands a member as a stream. It breaks off with a MemberProblem where the bytes cannot be inflated or
 * are more than the zip's directory says, so that nothing is expanded beyond what was held against the limits.
 */
export async function memberStream(zip: ZipFile, entry: Entry, path: string): Promise<MemberStream> {
  const source = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw damaged(path, error)
  })
  const hash = createHash('sha256')
  let size = 0
  let sum = 0
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      sum = crc32(chunk, sum)
      hash.update(chunk)
      done(null, chunk)
    },
  })
  // Before the pipeline hears of it: what the reader of the bytes sees is the problem of this member, not an
  // error of zlib.
  source.once('error', (error) => check.destroy(damaged(path, error)))
  const bytes = pipeline(source, check, () => {})
  return {
    bytes,
    finish() {
      if (size !== entry.uncompressedSize || sum !== entry.crc32)
        throw memberProblem(path, 'is damaged: its checksum is wrong')
      return hash.digest('hex')
    },
  }
}

function damaged(path: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause)
  return memberProblem(path, `is damaged: it cannot be expanded (${why})`, cause)
}
