import { adiabaticTemperatureGradient } from './adiabaticTemperatureGradient.ts'

/**
 * The temperature that the water would have at the reference pressure: Runge-Kutta of order four over the adiabatic
 * gradient, with Gill's constants, as in UNESCO technical papers in marine science 44, page 42.
 *
 * @param salinity PSS-78
 * @param temperature degree Celsius, IPTS-68
 * @param pressure decibar
 * @param reference decibar
 * @returns degree Celsius, IPTS-68
 */
export function potentialTemperature(
  salinity: number,
  temperature: number,
  pressure: number,
  reference: number,
): number {
  const step = reference - pressure
  const half = pressure + 0.5 * step

  let change = step * adiabaticTemperatureGradient(salinity, temperature, pressure)
  let theta = temperature + 0.5 * change
  let q = change

  change = step * adiabaticTemperatureGradient(salinity, theta, half)
  theta += (1 - Math.SQRT1_2) * (change - q)
  q = (2 - Math.SQRT2) * change + (3 * Math.SQRT1_2 - 2) * q

  change = step * adiabaticTemperatureGradient(salinity, theta, half)
  theta += (1 + Math.SQRT1_2) * (change - q)
  q = (2 + Math.SQRT2) * change - (2 + 3 * Math.SQRT1_2) * q

  change = step * adiabaticTemperatureGradient(salinity, theta, reference)
  return theta + (change - 2 * q) / 6
}
