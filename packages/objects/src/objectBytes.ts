import type http from 'node:http'
import type { Readable } from 'node:stream'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { Client } from 'minio'
import type { Bucket, PutOptions, Take } from './Bucket.ts'
import { drain } from './drain.ts'
import { putLikely } from './putLikely.ts'
import { discard, partBytes, putBuffer, putStream } from './putStream.ts'
import type { Refusals } from './Refusals.ts'
import { withRetries } from './withRetries.ts'

// What fits into one part is gathered and stored in one request. Of 14 MB in three parts the requests, their hashes
// and the assembling took 170 ms of 290.
const inPartsUpTo = partBytes

/** Storing and fetching whole objects. */
export function objectBytes(options: {
  readonly client: Client
  readonly bucket: string
  readonly refusals: Refusals
  readonly timeoutMs: number
  readonly agent: http.Agent
}): Pick<Bucket, 'put' | 'read' | 'get'> {
  const { client, bucket, refusals, timeoutMs, agent } = options
  return {
    put: (key, body, putOptions) => refusals.watch(key, () => put(key, body, putOptions)),

    read: (key, take, signal) => refusals.watch(key, () => read(key, take, signal)),

    async get(key, signal) {
      const chunks: Buffer[] = []
      await refusals.watch(key, () => read(key, (chunk) => void chunks.push(chunk), signal))
      return Buffer.concat(chunks)
    },
  }

  async function put(
    key: string,
    body: Readable | Buffer,
    { sizeBytes, likelyBytes, contentType = 'application/octet-stream', signal }: PutOptions = {},
  ): Promise<{ sizeBytes: number }> {
    const target = { client, bucket, key, headers: { 'content-type': contentType }, signal }
    if (Buffer.isBuffer(body)) {
      signal?.throwIfAborted()
      await putBuffer(target, body)
      return { sizeBytes: body.length }
    }
    const large = likelyBytes !== undefined && likelyBytes > inPartsUpTo
    const stored = await (large
      ? putLikely(target, body, { likelyBytes, timeoutMs, agent })
      : putStream(target, body, likelyBytes))
    if (sizeBytes === undefined || sizeBytes === stored.sizeBytes) return stored
    await discard(target, undefined)
    throw permanent('FILE_CHANGED', `'${key}' was announced with ${sizeBytes} bytes and has ${stored.sizeBytes}.`)
  }

  async function read(key: string, take: Take, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    const source = await withRetries('fetching an object', key, () => client.getObject(bucket, key))
    await drain(source, take, key, signal)
  }
}
