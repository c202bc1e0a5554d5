import http from 'node:http'
import https from 'node:https'
import { Client } from 'minio'
import type { Bucket } from './Bucket.ts'
import { bucketUpkeep } from './bucketUpkeep.ts'
import { objectParts } from './ObjectParts.ts'
import { objectBytes } from './objectBytes.ts'
import type { ObjectSettings } from './objectSettings.ts'
import { Refusals } from './Refusals.ts'
import { s3Transport } from './s3Transport.ts'
import { takesAnother } from './takesAnother.ts'
import { withRetries } from './withRetries.ts'

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

    ...objectBytes({ client, bucket, refusals, timeoutMs, agent }),

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

    list: (prefix) => listObjects(client, bucket, prefix),

    parts: objectParts(client, bucket),

    ...bucketUpkeep(client, bucket, settings.S3_REGION),

    close: () => agent.destroy(),
  }
}

async function* listObjects(client: Client, bucket: string, prefix: string): ReturnType<Bucket['list']> {
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
