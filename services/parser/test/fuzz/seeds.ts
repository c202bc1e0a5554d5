import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { argoFile } from '../support/argoFiles.ts'

export interface Seed {
  readonly name: string
  readonly bytes: Buffer
  readonly isHdf5: boolean
}

/** Real files of every family that are small enough to be damaged many times a second. */
const real = [
  'D2901623_000.nc',
  'BR6903247_135.nc',
  'BD4900476_032_DOXY2.nc',
  'SR2902746_001.nc',
  'R2901746_001.nc',
  '3902131_meta.nc',
  'R6903724_001_v3.0_TEMP_Dep_validMin.nc',
  '2902746_Sprof.nc',
]

/** The files that are damaged: the fixtures in every container, and real ones. */
export function readSeeds(): Seed[] {
  const folder = join(import.meta.dirname, '../containers')
  const packed = readdirSync(folder)
    .filter((name) => name.endsWith('.gz'))
    .map((name) => seed(name, gunzipSync(readFileSync(join(folder, name)))))
  return [...packed, ...real.map((name) => seed(name, readFileSync(argoFile(name))))]
}

function seed(name: string, bytes: Buffer): Seed {
  return { name, bytes, isHdf5: bytes.toString('latin1', 1, 4) === 'HDF' }
}
