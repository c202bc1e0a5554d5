/** Ids in order, and how much each takes. */
export interface Sized<Id> {
  readonly ids: readonly Id[]
  readonly cells: readonly number[]
}

/**
 * Cuts profiles into pages that fit into memory: each takes profiles until the next would be too much, and one at
 * least.
 *
 * @param most cells of a page: levels times parameters where values are read as they are, about 30 bytes of JSON each.
 */
export function* pagesOf<Id>({ ids, cells }: Sized<Id>, most: number): Generator<Id[]> {
  let page: Id[] = []
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
