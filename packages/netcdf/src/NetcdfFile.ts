/**
 * A NetCDF file as the Argo decoder sees it, whatever container it came in.
 *
 * @module
 */

/** The container formats, told apart by the first bytes of a file. */
export type Container = 'CDF-1' | 'CDF-2' | 'CDF-5' | 'HDF5'

export type NumericType =
  | 'byte'
  | 'ubyte'
  | 'short'
  | 'ushort'
  | 'int'
  | 'uint'
  | 'int64'
  | 'uint64'
  | 'float'
  | 'double'

/** `char` is a fixed array of bytes, `string` a text of its own length (NetCDF-4 only). */
export type NetcdfType = NumericType | 'char' | 'string'

/**
 * 64-bit integers come as the nearest doubles: what holds them counts days, cycles, or nanoseconds since 1970, of
 * which 256 are a smaller step than a JULD of this century has.
 */
export type NumericValues =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array

/** Bytes for `char`, texts for `string`, numbers for the rest; in native byte order. */
export type NetcdfValues =
  | { readonly chars: Buffer }
  | { readonly texts: readonly string[] }
  | { readonly numbers: NumericValues }

export type NetcdfAttribute = string | NumericValues

export interface NetcdfVariable {
  readonly name: string
  readonly type: NetcdfType
  /** Lengths of the dimensions, the slowest first; empty for a scalar. */
  readonly shape: readonly number[]
  /** Names of the dimensions, in the order of `shape`; empty for one without a name, as plain HDF5 has them. */
  readonly dimensions: readonly string[]
  readonly attributes: ReadonlyMap<string, NetcdfAttribute>
  /** Bytes that one step along the first dimension holds, once decoded; an estimate for texts. */
  readonly rowBytes: number
  /** How many steps along the first dimension are cheapest to read together; 1 where it does not matter. */
  readonly rowsTogether: number
}

export interface NetcdfFile extends AsyncDisposable {
  readonly container: Container
  /** Length of the file on the disk. */
  readonly sizeBytes: number
  readonly dimensions: ReadonlyMap<string, number>
  readonly attributes: ReadonlyMap<string, NetcdfAttribute>
  /** Those of the root group. */
  readonly variables: ReadonlyMap<string, NetcdfVariable>
  /** Groups beside the root (NetCDF-4 only): what is in them is not read. */
  readonly groups: readonly string[]
  /** Names of what has a type that NetCDF's classic model does not know, and is not among the variables. */
  readonly passedOver: readonly string[]
  /**
   * The values of a variable from step `from` up to, not including, step `to` of its first dimension; a
   * scalar is one step. The arrays are the caller's own.
   *
   * @throws IngestionError where the file turns out to be malformed (permanent).
   */
  read(variable: NetcdfVariable, from: number, to: number): Promise<NetcdfValues>
}
