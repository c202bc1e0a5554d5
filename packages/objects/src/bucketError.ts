import { IngestionError, outage, permanent } from '@floatchat/contracts/IngestionError'

/**
 * What an error of the S3 client means. Whatever is not a missing object is an outage at first: wrong keys and a missing
 * bucket are faults of the installation, which no record is to blame for. `Refusals` finds out where it is the object.
 */
export function bucketError(error: unknown, doing: string, key?: string): unknown {
  if (error instanceof IngestionError) return error
  if (error instanceof Error && error.name === 'AbortError') return error
  const code = codeOf(error)
  if (key !== undefined && (code === 'NoSuchKey' || code === 'NotFound')) {
    return permanent('OBJECT_MISSING', `The stored file '${key}' is not in the bucket: upload it again.`, error)
  }
  return outage('BUCKET_UNAVAILABLE', `The bucket failed while ${doing}: ${describe(error, code)}.`, error)
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return String(error.code)
}

function describe(error: unknown, code: string): string {
  const text = error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
  return code === '' || text.includes(code) ? text : `${code} ${text}`.trim()
}
