import { setTimeout as sleep } from 'node:timers/promises'
import { isOutage } from '@floatchat/contracts/IngestionError'
import { bucketError } from './bucketError.ts'

// Short, for a dropped connection or a hiccup: whoever calls decides about longer outages.
const pausesMs = [50, 250]

/** Calls again after a moment where the bucket failed in a way that may pass. What it throws is an IngestionError. */
export async function withRetries<T>(doing: string, key: string | undefined, call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      const meaning = bucketError(error, doing, key)
      const pause = pausesMs[attempt]
      if (pause === undefined || !isOutage(meaning) || isRefusal(error)) throw meaning
      await sleep(pause)
    }
  }
}

/** Nothing that passes within moments: refused keys, a missing bucket, nobody listening. */
function isRefusal(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return /^(AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|NoSuchBucket|ECONNREFUSED|ENOTFOUND)$/.test(code)
}
