import type { NumericType } from '../NetcdfFile.ts'

/** What netCDF-C gives for integers that were never written, where the variable declares no fill (netcdf.h, NC_FILL_INT). */
const integers: Readonly<Partial<Record<NumericType, number>>> = {
  byte: -127,
  ubyte: 255,
  short: -32_767,
  ushort: 65_535,
  int: -2_147_483_647,
  uint: 4_294_967_295,
  int64: -(2 ** 63) + 2,
  uint64: 2 ** 64 - 2,
}

/** The fill of a variable that declares none; NaN for floats, which says missing without a declaration. */
export function usualFill(type: NumericType): number {
  return integers[type] ?? Number.NaN
}
