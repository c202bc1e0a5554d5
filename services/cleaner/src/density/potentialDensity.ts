import { density } from './density.ts'
import { potentialTemperature } from './potentialTemperature.ts'

/** IPTS-68 degrees, in which EOS-80 is written, for a degree of ITS-90, in which Argo measures (Saunders 1990). */
const ipts68 = 1.00024

/**
 * The density that the water would have at the reference pressure, by EOS-80.
 *
 * @param salinity PSAL, PSS-78, not negative
 * @param temperature TEMP, degree Celsius, ITS-90
 * @param pressure PRES, decibar
 * @param reference decibar
 * @returns kg/m3
 */
export function potentialDensity(salinity: number, temperature: number, pressure: number, reference: number): number {
  return density(salinity, potentialTemperature(salinity, temperature * ipts68, pressure, reference), reference)
}
