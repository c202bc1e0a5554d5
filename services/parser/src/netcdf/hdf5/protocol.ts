/**
 * What goes between a service and its HDF5 worker thread. Numbers and chars travel by transfer of their
 * memory, so that no value is copied twice.
 *
 * @module
 */
import type { NetcdfValues, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import type { Hdf5ProblemCode } from './Hdf5Problem.ts'

export type Hdf5Request =
  | { readonly id: number; readonly ask: 'open'; readonly path: string }
  | { readonly id: number; readonly ask: 'read'; readonly name: string; readonly from: number; readonly to: number }
  | { readonly id: number; readonly ask: 'close' }

export interface Hdf5Header {
  readonly dimensions: ReadonlyMap<string, number>
  readonly variables: readonly NetcdfVariable[]
  readonly groups: readonly string[]
  readonly passedOver: readonly string[]
}

/** Said once, when the library is loaded: what comes before is no computing for a file. */
export interface Hdf5Ready {
  readonly ready: true
}

export type Hdf5Reply = { readonly id: number } & (
  | { readonly header: Hdf5Header }
  /** Chars come as plain bytes: a Buffer does not survive the passage. */
  | { readonly values: Exclude<NetcdfValues, { chars: Buffer }> | { readonly bytes: Uint8Array } }
  /** Closed; how much memory the library has by now, which never shrinks. */
  | { readonly closed: true; readonly memoryBytes: number }
  /** What is wrong with the file, as the end of a sentence that begins with its name. */
  | { readonly problem: string; readonly code: Hdf5ProblemCode }
)
