import { rowsWritten } from '@floatchat/service/metrics'
import type { FileWritten } from '../writing/FileToWrite.ts'

/** Counts what a file brought into the database, for the metrics; nothing where it had been written before. */
export function countRows({ event, before }: FileWritten): void {
  if (before) return
  rowsWritten.inc({ table: 'profiles' }, event.profiles_ingested)
  rowsWritten.inc({ table: 'measurements' }, event.statistics.measurement_count)
}
