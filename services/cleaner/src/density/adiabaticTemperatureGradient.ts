/**
 * Adiabatic temperature gradient of sea water by Bryden's polynomial: UNESCO technical papers in marine science 44
 * (Fofonoff and Millard 1983), page 38.
 *
 * @param salinity PSS-78
 * @param temperature degree Celsius, IPTS-68
 * @param pressure decibar
 * @returns degree Celsius (IPTS-68) a decibar
 */
export function adiabaticTemperatureGradient(salinity: number, temperature: number, pressure: number): number {
  const t = temperature
  const s = salinity - 35
  return (
    3.5803e-5 +
    (8.5258e-6 + (-6.836e-8 + 6.6228e-10 * t) * t) * t +
    (1.8932e-6 - 4.2393e-8 * t) * s +
    (1.8741e-8 + (-6.7795e-10 + (8.733e-12 - 5.4481e-14 * t) * t) * t + (-1.1351e-10 + 2.7759e-12 * t) * s) * pressure +
    (-4.6206e-13 + (1.8676e-14 - 2.1687e-16 * t) * t) * pressure * pressure
  )
}
