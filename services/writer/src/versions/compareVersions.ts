import type { DataMode } from '@floatchat/contracts/generated/records'

/** What decides which of two versions of a profile is the one to keep. */
export interface Version {
  readonly dataMode: DataMode
  /** DATE_UPDATE, milliseconds since 1970. */
  readonly dateUpdate: number | null
  /** 64 hexadecimal digits over the whole contents. */
  readonly contentSha256: string
}

/**
 * The order of versions, the same for every writer: delayed mode over the others, then the newer
 * DATE_UPDATE (none is the oldest), then adjusted over real time, then the digest of the contents,
 * which says nothing and yet decides alike everywhere. Zero only for equal contents.
 */
export function compareVersions(a: Version, b: Version): number {
  return (
    Number(a.dataMode === 'D') - Number(b.dataMode === 'D') ||
    compareNumbers(a.dateUpdate ?? Number.NEGATIVE_INFINITY, b.dateUpdate ?? Number.NEGATIVE_INFINITY) ||
    Number(a.dataMode === 'A') - Number(b.dataMode === 'A') ||
    compareTexts(a.contentSha256, b.contentSha256)
  )
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : Number(a > b)
}

/** By code unit, which for hexadecimal digits is also the order of the database's "C" collation. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
