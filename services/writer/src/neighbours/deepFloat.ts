import { deepFrom, trustedDeepCtd } from './thresholds.ts'

/** The flag that a deep float's parameter gets below 2,000 dbar; 1 for none. */
export function deepFlag(parameter: 'PRES' | 'TEMP' | 'PSAL', isRaw: boolean, ctd: string): 1 | 2 | 3 {
  // Raw salinity has the compressibility of the cell in it whatever the model.
  if (parameter === 'PSAL' && isRaw) return 3
  return ctd.startsWith(trustedDeepCtd) ? 1 : 2
}

/** Test 23: levels of a deep float below 2,000 dbar, where sensors are less well known. */
export function deepLevels(pressure: readonly unknown[]): number[] {
  return [...pressure.keys()].filter((level) => {
    const value = pressure[level]
    return typeof value === 'number' && value > deepFrom
  })
}
