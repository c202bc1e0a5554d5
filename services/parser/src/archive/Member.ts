import type { Entry, ZipFile } from 'yauzl'

/** A NetCDF member of a zip (by its name), in the order of the zip's directory. */
export interface Member {
  /** Path inside the zip; of a zip within a zip, that zip's path before it. */
  readonly path: string
  readonly zip: ZipFile
  readonly entry: Entry
  /** Whether it is a NetCDF file compressed by gzip: `.nc.gz`. */
  readonly gzip: boolean
  /** Why it cannot be staged, where that is known before it is read: the end of a sentence about it. */
  readonly refusal: string | undefined
}
