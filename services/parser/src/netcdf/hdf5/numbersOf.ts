import type { NumericValues } from '@floatchat/netcdf/NetcdfFile'

/**
 * Numbers over little-endian bytes that own their memory.
 *
 * @param type 0 for integers, 1 for floats (H5T_class_t).
 */
export function numbersOf(
  { buffer }: Uint8Array,
  type: number,
  size: number,
  signed: boolean,
): NumericValues | undefined {
  if (type === 1) return size === 4 ? new Float32Array(buffer) : size === 8 ? new Float64Array(buffer) : undefined
  if (type !== 0) return undefined
  if (size === 1) return signed ? new Int8Array(buffer) : new Uint8Array(buffer)
  if (size === 2) return signed ? new Int16Array(buffer) : new Uint16Array(buffer)
  if (size === 4) return signed ? new Int32Array(buffer) : new Uint32Array(buffer)
  if (size !== 8) return undefined
  return Float64Array.from(signed ? new BigInt64Array(buffer) : new BigUint64Array(buffer), Number)
}
