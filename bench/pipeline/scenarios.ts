import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One thing to ingest; the letters are those of the Python design's own benchmark. */
export interface Scenario {
  readonly name: string
  readonly title: string
  /** Files below the data folder, uploaded one after the other without waiting. */
  files(data: string): string[]
  /** Rows of measurements that must be there at the end. */
  readonly rows: number | undefined
}

const one = (name: string) => (data: string) => [join(data, name)]

export const scenarios: readonly Scenario[] = [
  { name: 'a', title: 'one profile of 1,000 levels', files: one('a_single.nc'), rows: 1_000 },
  { name: 'b', title: 'core, 300 × 1,000', files: one('b_prof.nc'), rows: 300_000 },
  { name: 'e', title: 'the same as NetCDF-4', files: one('e_prof.nc4'), rows: 300_000 },
  { name: 'c', title: 'BGC, 150 × 1,500', files: one('c_Sprof.nc'), rows: 225_000 },
  { name: 'd', title: 'zip of 500 profiles', files: one('d_500.zip'), rows: undefined },
  {
    name: 'queue',
    title: '200 single files in a row',
    files: (data) =>
      readdirSync(join(data, 'queue'))
        .sort()
        .map((file) => join(data, 'queue', file)),
    rows: 200_000,
  },
]
