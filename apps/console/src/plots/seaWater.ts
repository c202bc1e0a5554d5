/**
 * Sea water by EOS-80: UNESCO technical papers in marine science 44 (Fofonoff and Millard 1983). Its temperatures
 * are on IPTS-68, Argo's on ITS-90.
 *
 * @module
 */

/** IPTS-68 degrees for a degree of ITS-90 (Saunders 1990). */
const ipts68 = 1.00024

/** Page 17: density at the surface, kg/m3. Salinity PSS-78, temperature IPTS-68. */
function surfaceDensity(salinity: number, temperature: number): number {
  const s = salinity
  const t = temperature
  const water =
    999.842594 + (6.793952e-2 + (-9.09529e-3 + (1.001685e-4 + (-1.120083e-6 + 6.536332e-9 * t) * t) * t) * t) * t
  return (
    water +
    (8.24493e-1 + (-4.0899e-3 + (7.6438e-5 + (-8.2467e-7 + 5.3875e-9 * t) * t) * t) * t) * s +
    (-5.72466e-3 + (1.0227e-4 - 1.6546e-6 * t) * t) * s * Math.sqrt(s) +
    4.8314e-4 * s * s
  )
}

/** Page 38: adiabatic temperature gradient, degree a decibar. */
function adiabaticGradient(salinity: number, t: number, pressure: number): number {
  const s = salinity - 35
  return (
    3.5803e-5 +
    (8.5258e-6 + (-6.836e-8 + 6.6228e-10 * t) * t) * t +
    (1.8932e-6 - 4.2393e-8 * t) * s +
    (1.8741e-8 + (-6.7795e-10 + (8.733e-12 - 5.4481e-14 * t) * t) * t + (-1.1351e-10 + 2.7759e-12 * t) * s) * pressure +
    (-4.6206e-13 + (1.8676e-14 - 2.1687e-16 * t) * t) * pressure * pressure
  )
}

/**
 * The temperature that water from `pressure` would have at the surface: Runge-Kutta of order four with Gill's
 * constants, page 42.
 *
 * @param salinity PSS-78
 * @param temperature degree Celsius, ITS-90
 * @param pressure decibar
 * @returns degree Celsius, ITS-90
 */
export function potentialTemperature(salinity: number, temperature: number, pressure: number): number {
  const step = -pressure
  let p = pressure
  let t = temperature * ipts68
  let k = step * adiabaticGradient(salinity, t, p)
  t += 0.5 * k
  let q = k
  p += 0.5 * step
  k = step * adiabaticGradient(salinity, t, p)
  t += 0.29289322 * (k - q)
  q = 0.58578644 * k + 0.121320344 * q
  k = step * adiabaticGradient(salinity, t, p)
  t += 1.707106781 * (k - q)
  q = 3.414213562 * k - 4.121320344 * q
  p += 0.5 * step
  k = step * adiabaticGradient(salinity, t, p)
  return (t + (k - 2 * q) / 6) / ipts68
}

/** Potential density anomaly referred to the surface, kg/m3, of water of a potential temperature (ITS-90). */
export function sigma0(salinity: number, potential: number): number {
  return surfaceDensity(salinity, potential * ipts68) - 1000
}

/**
 * The salinity at which water of a potential temperature has a density: density grows with salinity everywhere, so
 * halving finds it.
 *
 * @returns NaN where it lies outside of `from` to `to`
 */
export function salinityAt(density: number, potential: number, from: number, to: number): number {
  if (sigma0(from, potential) > density || sigma0(to, potential) < density) return Number.NaN
  let low = from
  let high = to
  for (let turn = 0; turn < 40; turn += 1) {
    const middle = (low + high) / 2
    if (sigma0(middle, potential) < density) low = middle
    else high = middle
  }
  return (low + high) / 2
}
