import { respond } from './request.ts'

/** How the reading interface sends a table of levels. */
export const levelFormats = {
  parquet: { label: 'Parquet', title: 'For DuckDB, pandas, R and the like' },
  nc: { label: 'NetCDF', title: 'For xarray, Panoply, MATLAB and the like' },
  csv: { label: 'CSV', title: 'For a spreadsheet' },
} as const
export type LevelFormat = keyof typeof levelFormats

/** Which levels, as `GET /api/v1/levels` takes it. */
export interface LevelChoice {
  readonly platform?: string | undefined
  readonly cycle?: string | undefined
  readonly time?: string | undefined
  readonly bbox?: string | undefined
}

/** The best levels (mode standard of docs/reading.md) of a choice, as a file. */
export async function readLevels(choice: LevelChoice, format: LevelFormat): Promise<Blob> {
  return (await respond('/api/v1/levels', { query: { ...choice, format } })).blob()
}
