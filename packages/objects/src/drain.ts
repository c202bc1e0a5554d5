import type { Readable } from 'node:stream'
import type { Take } from './Bucket.ts'
import { bucketError } from './bucketError.ts'

/**
 * Hands every chunk of an object to `take`, and waits where that asks for it. By the stream's events: iterating over it,
 * or one more stream behind it, costs more than the bytes of a small object themselves.
 *
 * @throws what `take` throws, the signal's reason, or an outage where the stream breaks off.
 */
export function drain(source: Readable, take: Take, key: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (reason: unknown) => {
      reject(reason)
      source.destroy()
    }
    const broken = (error: Error) => stop(bucketError(error, `reading '${key}'`, key))
    const abort = () => stop(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    let busy: Promise<unknown> | undefined
    source.on('data', (chunk: Buffer) => {
      try {
        busy = take(chunk)
        if (busy === undefined) return
        source.pause()
        busy.then(() => source.resume(), stop)
      } catch (error) {
        stop(error)
      }
    })
    source.on('error', broken)
    // The end may come while the last chunk is still being taken.
    source.on('end', () => void Promise.resolve(busy).then(() => resolve(), stop))
    source.on('close', () => {
      signal?.removeEventListener('abort', abort)
      if (!source.readableEnded) broken(new Error('the answer broke off'))
    })
  })
}
