import type { TextTable } from '@floatchat/db/reading/TextTable'
import { writeCsv } from './writeCsv.ts'
import { writeJson, writeLines } from './writeJson.ts'
import { writeParquet } from './writeParquet.ts'

type Write = (pages: AsyncIterable<TextTable>, name: string) => AsyncGenerator<string | Uint8Array, void>

/** How a table is sent, page by page. */
export const formats = {
  json: { contentType: 'application/json', write: writeJson },
  ndjson: { contentType: 'application/x-ndjson', write: writeLines },
  csv: { contentType: 'text/csv; charset=utf-8', write: writeCsv },
  parquet: { contentType: 'application/vnd.apache.parquet', write: writeParquet },
} as const satisfies Record<string, { readonly contentType: string; readonly write: Write }>
export type Format = keyof typeof formats

/** The format that is no table: profiles along N_PROF. */
export const netcdfType = 'application/x-netcdf'
