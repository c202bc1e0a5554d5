import { PassThrough } from 'node:stream'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { ByteRange } from './byteRange.ts'

/** The bytes of an object from one to another, as they are taken; reading ends where nobody takes them any more. */
export async function* readObject(
  bucket: Bucket,
  key: string,
  { from, to }: ByteRange,
): AsyncGenerator<Uint8Array, void> {
  const stop = new AbortController()
  const bytes = new PassThrough()
  let at = 0
  const take = (chunk: Buffer) => {
    const part = chunk.subarray(Math.max(0, from - at), Math.max(0, to + 1 - at))
    at += chunk.length
    if (part.length === 0 || bytes.destroyed || bytes.write(part)) return undefined
    return new Promise<void>((resolve) => {
      const go = () => {
        bytes.off('drain', go).off('close', go)
        resolve()
      }
      bytes.on('drain', go).on('close', go)
    })
  }
  const reading = bucket.read(key, take, stop.signal).then(
    () => bytes.end(),
    (error: Error) => bytes.destroy(error),
  )
  try {
    for await (const chunk of bytes) yield chunk as Buffer // What was written to it.
  } finally {
    stop.abort()
    bytes.destroy()
    await reading
  }
}
