import type { Client } from 'minio'
import { bucketError } from './bucketError.ts'
import { partBytes } from './putStream.ts'
import { withRetries } from './withRetries.ts'

/** An object that comes in parts over some time, by requests and processes that know nothing of each other. */
export interface ObjectParts {
  /** @returns the id under which its parts are kept. */
  begin(key: string): Promise<string>
  /** Stores a part, counted from 1; one that is there already is replaced. @returns its ETag. */
  put(key: string, partsId: string, part: number, bytes: Buffer): Promise<string>
  /**
   * Makes the parts an object. Doing it again changes nothing.
   *
   * @throws IngestionError BUCKET_UNAVAILABLE, also where neither parts nor an object of that size are there.
   */
  complete(key: string, partsId: string, etags: readonly string[], sizeBytes: number): Promise<void>
  /** Removes the parts. Those that are gone are as good as removed. */
  abandon(key: string, partsId: string): Promise<void>
}

// Amazon S3, "Amazon S3 multipart upload limits": 10,000 parts.
const mostParts = 10_000

/** How long each part of an object but the last is: as little as S3 allows, and more where there would be too many. */
export function partBytesOf(sizeBytes: number): number {
  return Math.max(partBytes, Math.ceil(sizeBytes / mostParts))
}

export function objectParts(client: Client, bucket: string): ObjectParts {
  return {
    begin: (key) =>
      withRetries('beginning an upload', undefined, () =>
        client.initiateNewMultipartUpload(bucket, key, { 'content-type': 'application/octet-stream' }),
      ),

    async put(key, partsId, part, bytes) {
      const config = { bucketName: bucket, objectName: key, uploadID: partsId, partNumber: part, headers: {} }
      const { etag } = await withRetries('storing a part', undefined, () => client.uploadPart(config, bytes))
      return etag
    },

    async complete(key, partsId, etags, sizeBytes) {
      const parts = etags.map((etag, index) => ({ part: index + 1, etag }))
      try {
        await client.completeMultipartUpload(bucket, key, partsId, parts)
      } catch (error) {
        // Where the answer to an earlier try was lost, the parts are gone and the object is there.
        const there = await client.statObject(bucket, key).catch(() => undefined)
        if (there?.size !== sizeBytes) throw bucketError(error, 'putting parts together')
      }
    },

    async abandon(key, partsId) {
      await withRetries('discarding an upload', undefined, () =>
        client.abortMultipartUpload(bucket, key, partsId).catch((error: unknown) => {
          if ((error as { code?: string }).code !== 'NoSuchUpload') throw error
        }),
      )
    },
  }
}
