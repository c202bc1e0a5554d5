import type { DataMode } from '@floatchat/contracts/generated/records'

/** What decides which of several versions of a profile is the one to show. */
export interface Version {
  readonly dataMode: DataMode
  /** DATE_UPDATE, milliseconds since 1970. */
  readonly dateUpdate: number | null
  /** Levels for which the file delivers a value, values that are not missing, flags that are not blank. */
  readonly levels: number
  readonly values: number
  readonly flags: number
  /** 64 hexadecimal digits over the whole contents. */
  readonly contentSha256: string
  /** 64 hexadecimal digits over what the quality tests said. */
  readonly verdictSha256: string
  readonly runId: string
}

/**
 * The order of versions of different files, the same for every writer: delayed mode over the others, then the newer
 * DATE_UPDATE (none is the oldest), then adjusted over real time, then the one with more levels, values and flags, so
 * that an empty copy never takes the place of a profile; then the digest of the contents, which says nothing and yet
 * decides alike everywhere. Of equal contents the later run has the later tests. Between runs over one file nothing
 * of this counts: the later one takes the place of the earlier.
 */
export function compareVersions(a: Version, b: Version): number {
  return (
    Number(a.dataMode === 'D') - Number(b.dataMode === 'D') ||
    compareNumbers(a.dateUpdate ?? Number.NEGATIVE_INFINITY, b.dateUpdate ?? Number.NEGATIVE_INFINITY) ||
    Number(a.dataMode === 'A') - Number(b.dataMode === 'A') ||
    a.levels - b.levels ||
    a.values - b.values ||
    a.flags - b.flags ||
    compareTexts(a.contentSha256, b.contentSha256) ||
    compareTexts(a.runId, b.runId)
  )
}

/** Whether both come to the same rows: contents and verdict. */
export function isSame(
  a: Pick<Version, 'contentSha256' | 'verdictSha256'>,
  b: Pick<Version, 'contentSha256' | 'verdictSha256'>,
): boolean {
  return a.contentSha256 === b.contentSha256 && a.verdictSha256 === b.verdictSha256
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : Number(a > b)
}

/** By code unit, which for hexadecimal digits is also the order of the database's "C" collation. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
