/** NetCDF and its kin, packed or by other names, and containers that are not opened here. */
const kin = /\.(nc\d?|n?cdf|netcdf|hdf5?|h5|he5|tar|tgz|tbz2?|txz|zip|rar|7z|gz|bz2|xz|z|zst|lz4)$/i
/** R2901623_000.nc.part, R2901623_000.nc~ */
const almost = /\.nc4?\W/i

/** Whether whoever packed a file that is passed over may believe that it is ingested. */
export function looksLikeData(path: string): boolean {
  return kin.test(path) || almost.test(path.split(/[/\\]/).at(-1) ?? '')
}
