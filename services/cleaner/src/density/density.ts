/**
 * Density of sea water by the international equation of state of 1980 (EOS-80): UNESCO technical papers in marine
 * science 44 (Fofonoff and Millard 1983), pages 17 to 19. Good for salinities 0 to 42, temperatures -2 to 40 and
 * pressures 0 to 10,000.
 *
 * @param salinity PSS-78, not negative
 * @param temperature degree Celsius, IPTS-68
 * @param pressure decibar
 * @returns kg/m3
 */
export function density(salinity: number, temperature: number, pressure: number): number {
  const s = salinity
  const t = temperature
  const root = Math.sqrt(s)
  const bar = pressure / 10

  const water =
    999.842594 + (6.793952e-2 + (-9.09529e-3 + (1.001685e-4 + (-1.120083e-6 + 6.536332e-9 * t) * t) * t) * t) * t
  const atSurface =
    water +
    (8.24493e-1 + (-4.0899e-3 + (7.6438e-5 + (-8.2467e-7 + 5.3875e-9 * t) * t) * t) * t) * s +
    (-5.72466e-3 + (1.0227e-4 - 1.6546e-6 * t) * t) * s * root +
    4.8314e-4 * s * s
  if (bar === 0) return atSurface

  // Secant bulk modulus, bar.
  const modulusAtSurface =
    19652.21 +
    (148.4206 + (-2.327105 + (1.360477e-2 - 5.155288e-5 * t) * t) * t) * t +
    (54.6746 +
      (-0.603459 + (1.09987e-2 - 6.167e-5 * t) * t) * t +
      (7.944e-2 + (1.6483e-2 - 5.3009e-4 * t) * t) * root) *
      s
  const a =
    3.239908 +
    (1.43713e-3 + (1.16092e-4 - 5.77905e-7 * t) * t) * t +
    (2.2838e-3 + (-1.0981e-5 - 1.6078e-6 * t) * t + 1.91075e-4 * root) * s
  const b = 8.50935e-5 + (-6.12293e-6 + 5.2787e-8 * t) * t + (-9.9348e-7 + (2.0816e-8 + 9.1697e-10 * t) * t) * s
  return atSurface / (1 - bar / (modulusAtSurface + (a + b * bar) * bar))
}
