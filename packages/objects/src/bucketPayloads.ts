import { buffer } from 'node:stream/consumers'
import type { Bucket } from './Bucket.ts'

/** Keeps records that are too large for a topic in the staging bucket (the `PayloadStore` of a stage). */
export function bucketPayloads(bucket: Bucket) {
  return {
    async put(key: string, bytes: Buffer): Promise<void> {
      await bucket.put(key, bytes)
    },
    async get(key: string): Promise<Buffer> {
      return buffer(await bucket.get(key))
    },
  }
}
