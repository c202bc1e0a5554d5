import { PassThrough, type Readable } from 'node:stream'
import { isOutage } from '@floatchat/contracts/IngestionError'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { SiteLimits } from './httpSite.ts'
import { sayOf } from './patientFetch.ts'
import { type Fetched, type Site, SiteProblem } from './Site.ts'

/** Where indexes may be, below the prefix: as at a GDAC, and as in Argo's own bucket (s3://argo-gdac-sandbox/pub). */
const indexFolders = ['', 'idx/']

/** A bucket laid out as a GDAC, below a prefix. */
export function bucketSite(bucket: Bucket, prefix: string, { mostFileBytes }: SiteLimits): Site {
  const keyOf = (name: string) => (prefix === '' ? name : `${prefix}/${name}`)
  const about = (name: string) =>
    bucket.stat(keyOf(name)).catch((error: unknown) => {
      throw problemOf(error, name)
    })
  const read = (name: string, signal: AbortSignal): Readable => {
    const stream = new PassThrough()
    const take = (chunk: Buffer) =>
      stream.write(chunk) ? undefined : new Promise<void>((resolve) => stream.once('drain', resolve))
    bucket.read(keyOf(name), take, signal).then(
      () => stream.end(),
      (error: unknown) => stream.destroy(problemOf(error, name)),
    )
    return stream
  }
  return {
    address: `s3://${bucket.name}/${prefix}`,

    async open(name, signal): Promise<Readable | undefined> {
      for (const folder of indexFolders) {
        if ((await about(folder + name)) !== undefined) return read(folder + name, signal)
      }
      // A bucket that is not there has no object either: S3 tells the two apart by the bucket alone.
      await bucket.check().catch((error: unknown) => {
        throw problemOf(error, name)
      })
      return undefined
    },

    async fetch(path, known, signal): Promise<Fetched> {
      const name = `dac/${path}`
      const found = await about(name)
      if (found === undefined) return { kind: 'absent' }
      if (known?.etag != null && known.etag === found.etag) return { kind: 'unchanged' }
      if (found.sizeBytes > mostFileBytes)
        throw new SiteProblem('file', `${path} has more than ${mostFileBytes} bytes (MIRROR_MAX_FILE_BYTES).`)
      const bytes = await bucket.get(keyOf(name), signal).catch((error: unknown) => {
        signal.throwIfAborted()
        throw problemOf(error, name)
      })
      // Of an object that was replaced in between this is the earlier ETag: it is fetched once more, never passed over.
      return { kind: 'bytes', bytes, etag: found.etag }
    },

    exists: async (path) => (await about(`dac/${path}`)) !== undefined,
  }
}

function problemOf(error: unknown, name: string): SiteProblem {
  const kind = isOutage(error) ? 'away' : 'file'
  const says = `${name} cannot be read: ${sayOf(error).replace(/\.$/, '')}.`
  return new SiteProblem(kind, isRefused(error) ? `${says} ${askWhatFor}` : says, error)
}

const askWhatFor =
  'Look at MIRROR_S3_ACCESS_KEY and MIRROR_S3_SECRET_KEY: they need s3:GetObject, and s3:ListBucket to be told what is not there.'

/** What S3 answers to wrong keys, and to keys without a right. */
function isRefused(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as { readonly code?: unknown }
    if (/^(AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch)$/.test(String(code))) return true
  }
  return false
}
