import type { Readable } from 'node:stream'
import type { Client } from 'minio'
import { withRetries } from './withRetries.ts'

/** The smallest part that S3 allows (all but the last), and so the most memory that one upload takes. */
export const partBytes = 5 * 1024 * 1024
/** What a stream is given at first, where nothing is known of its length: most files are small. */
const firstBytes = 64 * 1024

export interface PutTarget {
  readonly client: Client
  readonly bucket: string
  readonly key: string
  readonly headers: Record<string, string>
  readonly signal: AbortSignal | undefined
}

/**
 * Stores a stream of unknown length. The client's own way is not used: it keeps the unfinished upload
 * when the stream breaks off, resumes one that another process began, and never notices a stream
 * that was destroyed. One buffer is filled and sent again and again, so the source waits while a part
 * is on its way and memory stays flat.
 *
 * An abort ends the reading at once, but no request to the bucket: it would be unknown whether that
 * had taken effect, and so what there is to remove.
 *
 * @param likelyBytes how long the body most likely is, where that is known.
 */
export async function putStream(
  target: PutTarget,
  body: Readable,
  likelyBytes = firstBytes,
): Promise<{ sizeBytes: number }> {
  const { client, bucket, key, headers, signal } = target
  const sent: { part: number; etag: string }[] = []
  let uploadId: string | undefined
  const send = async (part: Buffer) => {
    uploadId ??= await withRetries('beginning an upload', undefined, () =>
      client.initiateNewMultipartUpload(bucket, key, headers),
    )
    const config = { bucketName: bucket, objectName: key, uploadID: uploadId, partNumber: sent.length + 1, headers: {} }
    const { etag } = await withRetries('storing a part', undefined, () => client.uploadPart(config, part))
    sent.push({ part: sent.length + 1, etag })
  }
  const stop = () => body.destroy(signal?.reason as Error)
  signal?.addEventListener('abort', stop, { once: true })
  try {
    signal?.throwIfAborted()
    let sizeBytes = 0
    let buffer = Buffer.allocUnsafeSlow(Math.min(partBytes, likelyBytes))
    let filled = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length
      if (filled + chunk.length > buffer.length && buffer.length < partBytes) {
        const whole = Buffer.allocUnsafeSlow(partBytes)
        buffer.copy(whole, 0, 0, filled)
        buffer = whole
      }
      for (let from = 0; from < chunk.length; ) {
        const copied = chunk.copy(buffer, filled, from)
        from += copied
        filled += copied
        if (filled < partBytes) continue
        await send(buffer)
        filled = 0
      }
    }
    const rest = buffer.subarray(0, filled)
    if (uploadId === undefined) await putBuffer(target, rest)
    else {
      const id = uploadId
      if (rest.length > 0) await send(rest)
      await withRetries('finishing an upload', undefined, () => client.completeMultipartUpload(bucket, key, id, sent))
    }
    signal?.throwIfAborted()
    return { sizeBytes }
  } catch (error) {
    body.destroy()
    await discard(target, uploadId)
    throw signal?.aborted ? signal.reason : error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/** Stores bytes that are at hand, in one request. */
export async function putBuffer({ client, bucket, key, headers }: PutTarget, bytes: Buffer): Promise<void> {
  // A copy of the headers: the client adds to the object that it is given.
  await withRetries('storing an object', undefined, () =>
    client.putObject(bucket, key, bytes, bytes.length, { ...headers }),
  )
}

/** Leaves nothing of a failed upload, as far as the bucket answers; `endUnfinishedUploads` finds the rest. */
export async function discard({ client, bucket, key }: PutTarget, uploadId: string | undefined): Promise<void> {
  const quietly = (call: () => Promise<unknown>) => withRetries('discarding an upload', undefined, call).catch(() => {})
  if (uploadId !== undefined) await quietly(() => client.abortMultipartUpload(bucket, key, uploadId))
  await quietly(() => client.removeObject(bucket, key))
}
