import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { permanent } from '@floatchat/contracts/IngestionError'
import { Client } from 'minio'
import type { Bucket, PutOptions, Take } from './Bucket.ts'
import { bucketError } from './bucketError.ts'
import { drain } from './drain.ts'
import { objectParts } from './ObjectParts.ts'
import type { ObjectSettings } from './objectSettings.ts'
import { putLikely } from './putLikely.ts'
import { discard, partBytes, putBuffer, putStream } from './putStream.ts'
import { Refusals } from './Refusals.ts'
import { s3Transport } from './s3Transport.ts'
import { takesAnother } from './takesAnother.ts'
import { withRetries } from './withRetries.ts'

// What fits into one part is gathered and stored in one request. Of 14 MB in three parts the requests, their hashes
// and the assembling took 170 ms of 290.
const inPartsUpTo = partBytes
// Servers close idle connections after some seconds; one that closes while we write on it is an error.
const idleMs = 4_000

export interface ConnectOptions {
  /** For how long an object may fail without a reason while others are stored and read. */
  readonly patienceMs?: number
  /** A bucket of others: nothing is stored in it to find out whether it is away. */
  readonly isReadOnly?: boolean
}

/** The bucket of the settings, or another. Connects when it is first used, so it never throws. */
export async function connectBucket(
  settings: ObjectSettings,
  { patienceMs = 60_000, isReadOnly = false }: ConnectOptions = {},
): Promise<Bucket> {
  const bucket = settings.S3_BUCKET_NAME
  const timeoutMs = settings.S3_TIMEOUT_SECONDS * 1000
  const { client, agent } = makeClient(settings, settings.S3_ENDPOINT_URL)
  const answers = () => client.bucketExists(bucket).catch(() => false)
  const refusals = new Refusals(patienceMs, isReadOnly ? answers : (key) => takesAnother(client, bucket, key))
  const forBrowsers = makeClient(settings, settings.S3_PUBLIC_ENDPOINT_URL ?? settings.S3_ENDPOINT_URL).client

  return {
    name: bucket,

    put: (key, body, options) => refusals.watch(key, () => put(key, body, options)),

    read: (key, take, signal) => refusals.watch(key, () => read(key, take, signal)),

    async get(key, signal) {
      const chunks: Buffer[] = []
      await refusals.watch(key, () => read(key, (chunk) => void chunks.push(chunk), signal))
      return Buffer.concat(chunks)
    },

    async stat(key) {
      try {
        const found = await withRetries('looking at an object', key, () => client.statObject(bucket, key))
        return { sizeBytes: found.size, etag: found.etag }
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'OBJECT_MISSING') return undefined
        throw error
      }
    },

    async remove(key) {
      await withRetries('removing an object', undefined, () => client.removeObject(bucket, key))
    },

    async presignedGet(key, seconds, filename) {
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`
      return withRetries('signing an address', key, () =>
        forBrowsers.presignedGetObject(bucket, key, seconds, { 'response-content-disposition': disposition }),
      )
    },

    async *list(prefix) {
      for (let from = ''; ; ) {
        const page = await withRetries('listing objects', undefined, () =>
          client.listObjectsV2Query(bucket, prefix, from, '', 1000, ''),
        )
        for (const { name, size, lastModified } of page.objects) {
          if (name !== undefined && size !== undefined)
            yield { key: name, sizeBytes: size, modifiedAt: lastModified as Date }
        }
        if (!page.isTruncated) return
        from = page.nextContinuationToken
      }
    },

    parts: objectParts(client, bucket),

    async endUnfinishedUploads(beganBefore, prefix = '', keep = new Set()) {
      let ended = 0
      try {
        for await (const upload of client.listIncompleteUploads(bucket, prefix, true)) {
          if (upload.initiated >= beganBefore || keep.has(upload.uploadId)) continue
          await client.abortMultipartUpload(bucket, upload.key, upload.uploadId)
          ended += 1
        }
      } catch (error) {
        throw bucketError(error, 'ending unfinished uploads')
      }
      return ended
    },

    async ensure() {
      await withRetries('creating the bucket', undefined, async () => {
        if (await client.bucketExists(bucket)) return
        await client.makeBucket(bucket, settings.S3_REGION).catch((error: unknown) => {
          // Another instance was faster.
          if (!/^Bucket(AlreadyOwnedByYou|AlreadyExists)$/.test((error as { code?: string }).code ?? '')) throw error
        })
      })
    },

    async check() {
      const exists = await withRetries('looking for the bucket', undefined, () => client.bucketExists(bucket))
      if (!exists) throw bucketError(new Error(`there is no bucket '${bucket}'`), 'looking for the bucket')
    },

    close: () => agent.destroy(),
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

function makeClient(settings: ObjectSettings, address: string) {
  const url = new URL(address)
  const secure = url.protocol === 'https:'
  const agent = new (secure ? https : http).Agent({ keepAlive: true, maxSockets: 64, timeout: idleMs })
  const client = new Client({
    endPoint: url.hostname,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    useSSL: secure,
    accessKey: settings.S3_ACCESS_KEY,
    secretKey: settings.S3_SECRET_KEY,
    // Given, so that no request is spent on asking where the bucket is.
    region: settings.S3_REGION,
    pathStyle: true,
    transport: s3Transport(secure, settings.S3_TIMEOUT_SECONDS * 1000),
    transportAgent: agent,
    retryOptions: { disableRetry: true },
  })
  return { client, agent }
}
