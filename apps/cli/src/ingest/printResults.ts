import { basename } from 'node:path'
import { printTable } from '../printTable.ts'
import { counted } from '../text/counted.ts'
import { terminalWidth } from '../text/terminalWidth.ts'
import { wrapText } from '../text/wrapText.ts'
import type { IngestResult } from './IngestResult.ts'
import type { Ingested } from './ingestFiles.ts'
import { outcomeOf } from './outcomeOf.ts'
import { type Reason, reasonsOf } from './reasonsOf.ts'
import { sumUp } from './sumUp.ts'

/** Of more files only those are listed of which there is something to say, and of them so many. */
const [all, worthSaying] = [40, 20]
/** Names that are listed below a sentence, and so many with the job to look at. */
const [namesShown, jobsShown] = [60, 3]

/** A row for each file, what was said against files once each, and the sum. */
export function printResults(ingested: Ingested, { everyFile = false } = {}): void {
  const { results } = ingested
  const rows = everyFile || results.length <= all ? results : results.filter(isWorthSaying).slice(0, worthSaying)
  if (rows.length > 0) printRows(rows)
  if (rows.length < results.length) {
    console.log(
      `${rows.length === 0 ? '' : 'and '}${counted(results.length - rows.length, 'file')} more: --all lists them`,
    )
  }
  for (const reason of reasonsOf(results)) printReason(reason)
  console.log(wrapText(`\n${sumUp(ingested)}`, terminalWidth()))
}

/** A file that failed is named with its reason below. */
function isWorthSaying(result: IngestResult): boolean {
  return result.status === 'succeeded' && (result.errors.length > 0 || result.warnings.length > 0)
}

function printRows(results: readonly IngestResult[]): void {
  const number = (value: number | null) => (value === null ? '' : String(value))
  const rows = results.map((result) => [
    result.file,
    outcomeOf(result),
    number(result.dataset_id),
    result.profiles_total === null ? '' : `${result.profiles_ingested ?? 0}/${result.profiles_total}`,
    String(result.errors.length || ''),
    String(result.warnings.length || ''),
    result.seconds.toFixed(2),
  ])
  printTable(['file', 'outcome', 'dataset', 'profiles', 'errors', 'warnings', 'seconds'], rows)
}

function printReason({ outcome, sentence, results }: Reason): void {
  const width = terminalWidth()
  const [first] = results
  const names = results.slice(0, namesShown).map(({ file }) => basename(file))
  if (results.length > namesShown) names.push(`and ${(results.length - namesShown).toLocaleString('en')} more`)
  console.log(wrapText(`\n${counted(results.length, 'file')} ${outcome}: ${sentence}`, width))
  if (results.length > jobsShown || first?.job_id == null) console.log(wrapText(names.join(', '), width, '  '))
  else for (const { file, job_id } of results) console.log(wrapText(`${basename(file)} (job ${job_id})`, width, '  '))
}
