import type { ParameterValues } from '@floatchat/contracts/generated/records'

/** Floats of the 2,000 dbar class overshoot by a few hundred; beyond this only deep ones go. */
const deepFrom = 2500
const good = '1258'

/** Whether a pressure flagged as good (1, 2, 5, 8) lies beyond 2,500 dbar; best values count. */
export function reachesDeep(pressure: ParameterValues): boolean {
  const adjusted = pressure.data_mode !== 'R'
  const values = adjusted ? pressure.adjusted : pressure.raw
  const flags = adjusted ? pressure.adjusted_qc : pressure.raw_qc
  for (let level = 0; level < values.length; level += 1) {
    const value = values[level] as number // in range by the loop
    // B-files repeat the pressure without its flags: there it counts as it is.
    if (value > deepFrom && (flags === '' || good.includes(flags.charAt(level)))) return true
  }
  return false
}
