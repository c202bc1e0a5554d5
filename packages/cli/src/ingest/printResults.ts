import { printTable } from '../printTable.ts'
import type { IngestResult } from './ingestFile.ts'

/** A row for each file, and below it what went wrong. */
export function printResults(results: readonly IngestResult[]): void {
  const number = (value: number | null): string => (value === null ? '' : String(value))
  const rows = results.map((result) => [
    result.file,
    result.status,
    number(result.dataset_id),
    `${number(result.profiles_ingested) || '0'}/${number(result.profiles_total) || '?'}`,
    String(result.errors.length),
    result.seconds.toFixed(2),
    result.job_id ?? '',
  ])
  printTable(['file', 'status', 'dataset', 'profiles', 'errors', 'seconds', 'job'], rows)
  for (const { file, errors } of results)
    for (const error of errors.slice(0, 10)) console.log(`${file}: ${inWords(error)}`)
}

/** The sentence of an entry of a job's `errors`, or the entry as it is. */
export function inWords(error: unknown): string {
  if (typeof error === 'string') return error
  if (typeof error === 'object' && error !== null) {
    for (const key of ['message', 'reason', 'detail', 'sentence']) {
      const value: unknown = Reflect.get(error, key)
      if (typeof value === 'string') return value
    }
  }
  return JSON.stringify(error)
}
