/** What is read of each page, in order: while one is written the next is being read, over one connection at a time. */
export async function* readAhead<Page, Part>(
  pages: Iterable<Page>,
  read: (page: Page) => Promise<Part>,
): AsyncGenerator<Part, void> {
  let pending: Promise<Part> | undefined
  const begin = (page: Page) => {
    const part = read(page)
    // It is seen when its turn comes; where the answer ends before, nobody asks.
    part.catch(() => {})
    return part
  }
  for (const page of pages) {
    const part = await pending
    const isFirst = pending === undefined
    pending = begin(page)
    if (!isFirst) yield part as Part // Awaited, since it is not the first.
  }
  if (pending !== undefined) yield await pending
}
