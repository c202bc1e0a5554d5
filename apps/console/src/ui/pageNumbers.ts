/** The pages to name beside the one that is looked at: the first, the last, and its neighbours; undefined for a gap. */
export function pageNumbers(page: number, pages: number): (number | undefined)[] {
  const named = [0, page - 1, page, page + 1, pages - 1].filter((one) => one >= 0 && one < pages)
  const sorted = [...new Set(named)].sort((a, b) => a - b)
  return sorted.flatMap((one, index) => {
    const before = sorted[index - 1]
    if (before === undefined || one - before === 1) return [one]
    // A gap of one page is that page.
    return one - before === 2 ? [one - 1, one] : [undefined, one]
  })
}
