import type { NetcdfType } from '@floatchat/netcdf/NetcdfFile'

/**
 * What netCDF writes where a program has written nothing and declared no `_FillValue` (netcdf.h, NC_FILL_*). Bytes
 * have none: every one of their values may be meant.
 */
export const fillOfType: Readonly<Partial<Record<NetcdfType, number>>> = {
  short: -32_767,
  ushort: 65_535,
  int: -2_147_483_647,
  uint: 4_294_967_295,
  // As the nearest doubles, which the values of these types come as.
  int64: -(2 ** 63),
  uint64: 2 ** 64,
  float: Math.fround(9.969_209_968_386_869e36),
  double: 9.969_209_968_386_869e36,
}
