import type { Bucket } from './Bucket.ts'

/** Keeps records that are too large for a topic in the bucket (the `PayloadStore` of a stage). */
export function bucketPayloads(bucket: Bucket) {
  return {
    async put(key: string, bytes: Buffer): Promise<void> {
      await bucket.put(key, bytes)
    },
    get: (key: string): Promise<Buffer> => bucket.get(key),
  }
}
