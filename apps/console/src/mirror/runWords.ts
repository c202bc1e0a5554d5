/** What each count of a run says, in the order in which it is read; docs/mirror.md has the same names. */
const words: Readonly<Record<string, string>> = {
  listed: 'listed',
  fresh: 'new',
  changed: 'changed',
  taken: 'fetched and taken',
  known: 'held already',
  unchanged: 'unchanged after all',
  replaced: 'earlier versions withdrawn',
  withdrawn: 'withdrawn, since they are gone',
  missing: 'missing from the index',
  kept: 'not listed and kept',
  withheld: 'missing and not withdrawn',
  ahead: 'older than the index says',
  absent: 'listed and not there',
  spoiled: 'no whole NetCDF file',
  unfetched: 'could not be fetched',
  failed: 'refused before',
  failing: 'refused so far',
  doubled: 'listed twice',
  odd: 'rows that are none',
  undated: 'without a date in the index',
}

export interface RunCount {
  readonly words: string
  readonly files: number
}

/** The counts of a run that are not nought. */
export const countsInWords = (counts: Readonly<Record<string, number>>): RunCount[] =>
  Object.entries(words).flatMap(([name, said]) => {
    const files = counts[name] ?? 0
    return files > 0 ? [{ words: said, files }] : []
  })
