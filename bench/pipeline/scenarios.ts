import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One thing to ingest; the letters are those of the Python design's own benchmark. */
export interface Scenario {
  readonly name: string
  readonly title: string
  /** Files below the data folder, uploaded one after the other without waiting for their jobs. */
  files(data: string): string[]
  /** Uploads under way at once, where it is not one. */
  readonly atOnce?: number
  /** Rows of measurements that must be there at the end. */
  readonly rows: number | undefined
  /** Takes minutes, is a size between others, or none of the Python design's own: run where it is named, by us alone. */
  readonly onlyIfNamed?: true
}

const one = (name: string) => (data: string) => [join(data, name)]
const queue = (data: string) =>
  readdirSync(join(data, 'queue'))
    .sort()
    .map((file) => join(data, 'queue', file))

export const scenarios: readonly Scenario[] = [
  { name: 'a', title: 'one profile of 1,000 levels', files: one('a_single.nc'), rows: 1_000 },
  { name: 'b', title: 'core, 300 × 1,000', files: one('b_prof.nc'), rows: 300_000 },
  { name: 'e', title: 'the same as NetCDF-4', files: one('e_prof.nc4'), rows: 300_000 },
  { name: 'c', title: 'BGC, 150 × 1,500', files: one('c_Sprof.nc'), rows: 225_000 },
  { name: 'd', title: 'zip of 500 profiles', files: one('d_500.zip'), rows: undefined },
  { name: 'queue', title: '200 single files in a row', files: queue, rows: 200_000 },
  // As `floatchat ingest` sends a folder.
  { name: 'folder', title: '200 files, 8 uploads at once', files: queue, atOnce: 8, rows: 200_000, onlyIfNamed: true },
  // gen.py core OUT --cycles 30 (3000, 21700) --levels 1000
  { name: 'tenth', title: 'core, 30 × 1,000', files: one('f30_prof.nc'), rows: 30_000, onlyIfNamed: true },
  { name: 'tenfold', title: 'core, 3,000 × 1,000', files: one('f3000_prof.nc'), rows: 3_000_000, onlyIfNamed: true },
  { name: 'large', title: 'core of 1 GB, 21,700 × 1,000', files: one('g_1gb.nc'), rows: 21_700_000, onlyIfNamed: true },
]
