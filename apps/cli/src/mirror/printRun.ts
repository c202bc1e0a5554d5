import type { MirrorRun } from '@floatchat/mirroring/runMirror'
import { counted } from '../text/counted.ts'

/** What each count of a run says, in the order in which it is printed. */
const sentences: Readonly<Record<string, string>> = {
  listed: 'listed',
  doubled: 'listed twice',
  odd: 'rows that are none',
  fresh: 'new',
  changed: 'changed',
  undated: 'without a date in the index',
  missing: 'missing from the index',
  taken: 'fetched and taken',
  known: 'held already',
  unchanged: 'unchanged after all',
  ahead: 'older than the index says',
  absent: 'listed and not there',
  spoiled: 'no whole NetCDF file',
  failed: 'refused before',
  failing: 'refused by the system so far',
  unfetched: 'could not be fetched',
  replaced: 'earlier versions withdrawn',
  withdrawn: 'withdrawn, since they are gone',
  kept: 'not listed and kept',
  withheld: 'missing and not withdrawn: look at the problems',
}

export function printRun({ status, address, counts, problems, error, sample }: MirrorRun, dryRun: boolean): void {
  console.log(address === null ? 'No source gave its indexes.' : `Source: ${address}`)
  for (const [name, words] of Object.entries(sentences)) {
    const count = counts[name] ?? 0
    if (count > 0) console.log(`${String(count).padStart(9)}  ${words}`)
  }
  for (const { path, what } of sample) console.log(`would: ${what}  ${path}`)
  for (const { path, problem } of problems) console.error(`${path}: ${problem}`)
  const unnamed = (counts.problems ?? 0) - problems.length
  if (unnamed > 0) console.error(`and ${counted(unnamed, 'problem')} more.`)
  if (error !== null) console.error(error)
  console.log(dryRun ? 'Nothing was changed.' : `The run ${status}.`)
}
