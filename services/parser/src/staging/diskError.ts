import { outage } from '@floatchat/contracts/IngestionError'

/** A full disk is waited out; what else befalls a file on it stays as it is. */
export function diskError(error: unknown, filename: string): unknown {
  const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  return full ? outage('DISK_FULL', `There is no room for ${filename} on the parser's disk.`, error) : error
}
