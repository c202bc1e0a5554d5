import type { NetcdfType, NumericValues } from './NetcdfFile.ts'

export interface ExternalType {
  readonly name: Exclude<NetcdfType, 'string'>
  /** Bytes of one value in the file. */
  readonly size: 1 | 2 | 4 | 8
}

/** External types by their number in the header (NetCDF classic format specification); above 6 in CDF-5 only. */
export const externalTypes: ReadonlyMap<number, ExternalType> = new Map<number, ExternalType>([
  [1, { name: 'byte', size: 1 }],
  [2, { name: 'char', size: 1 }],
  [3, { name: 'short', size: 2 }],
  [4, { name: 'int', size: 4 }],
  [5, { name: 'float', size: 4 }],
  [6, { name: 'double', size: 8 }],
  [7, { name: 'ubyte', size: 1 }],
  [8, { name: 'ushort', size: 2 }],
  [9, { name: 'uint', size: 4 }],
  [10, { name: 'int64', size: 8 }],
  [11, { name: 'uint64', size: 8 }],
])

/**
 * Big-endian values as a typed array over the same memory, which is swapped in place.
 *
 * @param bytes own their ArrayBuffer from its start, so that any alignment holds.
 */
export function fromBigEndian(type: Exclude<ExternalType['name'], 'char'>, bytes: Buffer): NumericValues {
  const { buffer, byteLength } = bytes
  switch (type) {
    case 'byte':
      return new Int8Array(buffer, 0, byteLength)
    case 'ubyte':
      return new Uint8Array(buffer, 0, byteLength)
    case 'short':
      return new Int16Array(bytes.swap16().buffer, 0, byteLength / 2)
    case 'ushort':
      return new Uint16Array(bytes.swap16().buffer, 0, byteLength / 2)
    case 'int':
      return new Int32Array(bytes.swap32().buffer, 0, byteLength / 4)
    case 'uint':
      return new Uint32Array(bytes.swap32().buffer, 0, byteLength / 4)
    case 'float':
      return new Float32Array(bytes.swap32().buffer, 0, byteLength / 4)
    case 'double':
      return new Float64Array(bytes.swap64().buffer, 0, byteLength / 8)
    case 'int64':
      return Float64Array.from(new BigInt64Array(bytes.swap64().buffer, 0, byteLength / 8), Number)
    case 'uint64':
      return Float64Array.from(new BigUint64Array(bytes.swap64().buffer, 0, byteLength / 8), Number)
  }
}
