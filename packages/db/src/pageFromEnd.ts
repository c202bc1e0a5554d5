/** Which rows of a list to read, and from which end. */
export interface Page {
  readonly limit: number
  readonly offset: number
  /** Read in the other order and turned round afterwards. */
  readonly reversed: boolean
}

/**
 * The page of a list of `total` rows. What lies behind the middle is read from the end, so that the last page costs no
 * more than the first. Undefined for a page beyond the end.
 */
export function pageFromEnd(total: number, limit: number, offset: number): Page | undefined {
  const rows = Math.min(limit, total - offset)
  if (rows <= 0) return undefined
  const after = total - offset - rows
  return after < offset ? { limit: rows, offset: after, reversed: true } : { limit: rows, offset, reversed: false }
}
