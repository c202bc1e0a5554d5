import { buffer } from 'node:stream/consumers'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { PayloadStore } from '@floatchat/stage/PayloadStore'

/** Records too large for a topic are found in the staging bucket. */
export const bucketPayloads = (bucket: Bucket): PayloadStore => ({
  async put(key, bytes) {
    await bucket.put(key, bytes)
  },
  async get(key) {
    return buffer(await bucket.get(key))
  },
})
