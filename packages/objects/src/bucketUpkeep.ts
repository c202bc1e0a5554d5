import type { Client } from 'minio'
import type { Bucket } from './Bucket.ts'
import { bucketError } from './bucketError.ts'
import { withRetries } from './withRetries.ts'

/** What is done with the bucket itself, and not with one of its objects. */
export function bucketUpkeep(
  client: Client,
  bucket: string,
  region: string,
): Pick<Bucket, 'endUnfinishedUploads' | 'ensure' | 'check'> {
  return {
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
        await client.makeBucket(bucket, region).catch((error: unknown) => {
          // Another instance was faster.
          if (!/^Bucket(AlreadyOwnedByYou|AlreadyExists)$/.test((error as { code?: string }).code ?? '')) throw error
        })
      })
    },

    async check() {
      const exists = await withRetries('looking for the bucket', undefined, () => client.bucketExists(bucket))
      if (!exists) throw bucketError(new Error(`there is no bucket '${bucket}'`), 'looking for the bucket')
    },
  }
}
