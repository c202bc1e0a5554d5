import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { bucketError } from './bucketError.ts'
import { discard, type PutTarget, putStream } from './putStream.ts'
import { withRetries } from './withRetries.ts'

export interface LikelyPut {
  /** The length that the body most likely has, bytes. */
  readonly likelyBytes: number
  readonly timeoutMs: number
  readonly agent: http.Agent
}

// An address is used at once.
const addressSeconds = 3600
const padding = Buffer.alloc(65_536)

/**
 * Stores a stream whose length is known but for a rare surprise, in one request: nothing is gathered in
 * memory, and the end needs no assembling of parts, which some servers do by copying all of them. Where the
 * guess was wrong the object is fetched and stored once more as it ought to be.
 */
export async function putLikely(
  target: PutTarget,
  body: Readable,
  { likelyBytes, timeoutMs, agent }: LikelyPut,
): Promise<{ sizeBytes: number }> {
  const { client, bucket, key, headers, signal } = target
  const surplus: Buffer[] = []
  let sizeBytes = 0
  const stop = () => body.destroy(signal?.reason as Error)
  signal?.addEventListener('abort', stop, { once: true })
  try {
    signal?.throwIfAborted()
    const address = new URL(await client.presignedPutObject(bucket, key, addressSeconds))
    const request = (address.protocol === 'https:' ? https : http).request(address, {
      method: 'PUT',
      headers: { ...headers, 'content-length': likelyBytes },
      agent,
    })
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)))
    const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
      request.on('response', (response) => {
        text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject)
      })
      request.on('error', reject)
    })
    // Heard below; until then the pipeline may be what fails first.
    answered.catch(() => {})
    await pipeline(Readable.from(exactly(), { objectMode: false }), request)
    // From here on it is the bucket that keeps us waiting, not a client that is slow to send.
    request.setTimeout(timeoutMs)
    const { status, body: said } = await answered
    if (status !== 200)
      throw Object.assign(new Error(`status ${status}`), { code: /<Code>(\w+)<\/Code>/.exec(said)?.[1] })
    signal?.throwIfAborted()
    if (sizeBytes !== likelyBytes) await mend(target, Math.min(sizeBytes, likelyBytes), Buffer.concat(surplus))
    return { sizeBytes }
  } catch (error) {
    body.destroy()
    await discard(target, undefined)
    if (signal?.aborted) throw signal.reason
    throw body.errored ?? bucketError(error, 'storing an object')
  } finally {
    signal?.removeEventListener('abort', stop)
  }

  /** So many bytes as were announced: what is too much is kept, what is missing is made up. */
  async function* exactly(): AsyncGenerator<Buffer> {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      const room = Math.max(0, likelyBytes - sizeBytes)
      sizeBytes += chunk.length
      if (room > 0) yield chunk.subarray(0, room)
      if (chunk.length > room) surplus.push(chunk.subarray(room))
    }
    for (let missing = likelyBytes - sizeBytes; missing > 0; missing -= padding.length) {
      yield padding.subarray(0, missing)
    }
  }
}

/** Puts the first bytes of the object, and what goes after them, in the object's own place, by way of us. */
async function mend(target: PutTarget, keep: number, surplus: Buffer): Promise<void> {
  const { client, bucket, key } = target
  const stored = await withRetries('fetching an object', key, () => client.getObject(bucket, key))
  await putStream(target, Readable.from(mended(stored), { objectMode: false }))

  async function* mended(source: Readable): AsyncGenerator<Buffer> {
    let left = keep
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (left > 0) yield chunk.subarray(0, left)
      left -= chunk.length
      if (left <= 0) break
    }
    if (surplus.length > 0) yield surplus
  }
}
