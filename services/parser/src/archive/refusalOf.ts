import type { Entry } from 'yauzl'
import type { ArchiveLimits } from './ArchiveLimits.ts'

const stored = 0
const deflated = 8
/** Below this a member costs nothing, whatever its ratio: profiles of a float of long ago, mostly fill, are 280 to 1. */
const harmlessBytes = 64 * 1024 * 1024

/** Why a member must not be read, as the end of a sentence about it; undefined where nothing speaks against it. */
export function refusalOf(path: string, entry: Entry, limits: ArchiveLimits): string | undefined {
  if (leadsOut(path)) return 'has a path that leads out of the archive'
  if (entry.isEncrypted()) return 'is encrypted: zip it again without a password'
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) {
    return `is compressed by method ${entry.compressionMethod}: only stored and deflated members can be read`
  }
  return tooLargeExpanded(entry.uncompressedSize, entry.compressedSize, limits)
}

/** The same of its length after expansion. */
export function tooLargeExpanded(size: number, compressedSize: number, limits: ArchiveLimits): string | undefined {
  if (size > limits.ARCHIVE_MAX_MEMBER_BYTES)
    return `has ${size} bytes after expansion, more than the ${limits.ARCHIVE_MAX_MEMBER_BYTES} allowed`
  const ratio = size / Math.max(compressedSize, 1)
  if (size > harmlessBytes && ratio > limits.ARCHIVE_MAX_RATIO)
    return `expands to ${Math.round(ratio)} times its size, more than the ${limits.ARCHIVE_MAX_RATIO} times allowed`
  return undefined
}

/** Absolute paths, drives, and ways up, in the manner of any system. */
function leadsOut(path: string): boolean {
  return /^([/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..')
}
