import type { ErrorCode } from '@floatchat/contracts/IngestionError'

export type Hdf5ProblemCode = Extract<ErrorCode, 'TRUNCATED' | 'MALFORMED_NETCDF' | 'TOO_LARGE'>

/** What is wrong with an HDF5 file, as the end of a sentence that begins with the file's name. Lives inside the worker. */
export class Hdf5Problem extends Error {
  override readonly name = 'Hdf5Problem'
  readonly code: Hdf5ProblemCode

  constructor(what: string, code: Hdf5ProblemCode = 'MALFORMED_NETCDF') {
    super(what)
    this.code = code
  }
}
