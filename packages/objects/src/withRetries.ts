import { isOutage } from '@floatchat/contracts/IngestionError'
import { schedules } from '@floatchat/service/Schedule'
import { tryAgain } from '@floatchat/service/tryAgain'
import { bucketError } from './bucketError.ts'

/** Calls again after a moment where the bucket failed in a way that may pass. What it throws is an IngestionError. */
export function withRetries<T>(doing: string, key: string | undefined, call: () => Promise<T>): Promise<T> {
  const mayPass = (error: unknown): boolean => isOutage(bucketError(error, doing, key)) && !isRefusal(error)
  return tryAgain(schedules.bucketCall, { mayPass }, call).catch((error: unknown) => {
    throw bucketError(error, doing, key)
  })
}

/** Nothing that passes within moments: refused keys, a missing bucket, nobody listening. */
function isRefusal(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return /^(AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|NoSuchBucket|ECONNREFUSED|ENOTFOUND)$/.test(code)
}
