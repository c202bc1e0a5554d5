/**
 * Bounds of the slopes of EOS-80 for salinities 2 to 41, potential temperatures -3 to 41 and pressures -5 to 12,000
 * dbar, rounded away from what is found there (test/oracle/densityCheckValues.py prints it): kg/m3 for a unit of
 * salinity and for a degree, degrees for a decibar.
 */
const bySalinity = { least: 0.68, most: 0.83 }
const byTemperature = { falling: 0.46, rising: 0.12 }
const adiabatic = 3.4e-4

/**
 * Whether the upper of two levels can be denser than the lower by `limit` or more at any reference pressure between
 * them. A no is certain and costs a twentieth of the two densities; a yes is to be worked out. In most of the ocean
 * it is a no.
 */
export function mayBeDenser(
  upperSalinity: number,
  lowerSalinity: number,
  upperTemperature: number,
  lowerTemperature: number,
  upperPressure: number,
  lowerPressure: number,
  limit: number,
): boolean {
  if (Math.max(upperPressure, lowerPressure) > 12_000) return true
  const distance = Math.abs(lowerPressure - upperPressure)
  if (distance > 1000) return true
  const saltier = upperSalinity - lowerSalinity
  const warmer = upperTemperature - lowerTemperature
  const compression = adiabatic * distance
  const bySalt = saltier > 0 ? bySalinity.most * saltier : bySalinity.least * saltier
  const byHeat = Math.max(byTemperature.rising * (warmer + compression), byTemperature.falling * (compression - warmer))
  return bySalt + byHeat >= limit
}
