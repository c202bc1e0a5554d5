import type { ChosenProfiles } from '@floatchat/db/gateway/chooseProfiles'

/**
 * Cuts profiles into pages that fit into memory: each takes profiles until the next would be too much, and one at
 * least.
 *
 * @param most cells (levels times parameters) of a page. A cell is about 30 bytes of JSON.
 */
export function* pagesOf({ ids, cells }: ChosenProfiles, most: number): Generator<number[]> {
  let page: number[] = []
  let filled = 0
  for (const [index, id] of ids.entries()) {
    const size = cells[index] ?? 0
    // A profile has a line of its own even where it has no levels.
    if (page.length > 0 && (filled + size > most || page.length >= 500)) {
      yield page
      page = []
      filled = 0
    }
    page.push(id)
    filled += size
  }
  if (page.length > 0) yield page
}
