import { PassThrough, type Readable } from 'node:stream'
import { isOutage } from '@floatchat/contracts/IngestionError'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { SiteLimits } from './httpSite.ts'
import { sayOf } from './patientFetch.ts'
import { type Fetched, type Site, SiteProblem } from './Site.ts'

/** A bucket laid out as a GDAC, below a prefix. */
export function bucketSite(bucket: Bucket, prefix: string, { mostFileBytes }: SiteLimits): Site {
  const keyOf = (name: string) => (prefix === '' ? name : `${prefix}/${name}`)
  const about = (name: string) =>
    bucket.stat(keyOf(name)).catch((error: unknown) => {
      throw problemOf(error, name)
    })
  return {
    address: `s3://${bucket.name}/${prefix}`,

    async open(name, signal): Promise<Readable | undefined> {
      if ((await about(name)) === undefined) return undefined
      const stream = new PassThrough()
      const take = (chunk: Buffer) =>
        stream.write(chunk) ? undefined : new Promise<void>((resolve) => stream.once('drain', resolve))
      bucket.read(keyOf(name), take, signal).then(
        () => stream.end(),
        (error: unknown) => stream.destroy(problemOf(error, name)),
      )
      return stream
    },

    async fetch(path, _known, signal): Promise<Fetched> {
      const name = `dac/${path}`
      const found = await about(name)
      if (found === undefined) return { kind: 'absent' }
      if (found.sizeBytes > mostFileBytes)
        throw new SiteProblem('file', `${path} has more than ${mostFileBytes} bytes (MIRROR_MAX_FILE_BYTES).`)
      const bytes = await bucket.get(keyOf(name), signal).catch((error: unknown) => {
        signal.throwIfAborted()
        throw problemOf(error, name)
      })
      return { kind: 'bytes', bytes, etag: null }
    },

    exists: async (path) => (await about(`dac/${path}`)) !== undefined,
  }
}

function problemOf(error: unknown, name: string): SiteProblem {
  return new SiteProblem(isOutage(error) ? 'away' : 'file', `${name} cannot be read: ${sayOf(error)}.`, error)
}
