/**
 * Codes of what can be said of a file's bytes for good: this system will never take them, whoever sends them again. A
 * job that failed by nothing else was refused; nothing is broken and nothing is to be mended here.
 *
 * Without imports but of types, so that the page in the browser can have it too.
 *
 * @module
 */
import type { ErrorCode } from './IngestionError.ts'

export const refusals: readonly ErrorCode[] = [
  ...(['NOT_NETCDF', 'TRUNCATED', 'MALFORMED_NETCDF', 'NOT_ARGO', 'UNSUPPORTED_FILE', 'MISSING_VARIABLE'] as const),
  ...(['BAD_ARCHIVE', 'NO_PROFILE'] as const),
]
