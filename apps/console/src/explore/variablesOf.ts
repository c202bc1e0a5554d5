import type { LoadedProfile } from './LoadedProfile.ts'

/** What people look at first; the rest follows by name. */
const first = [
  'TEMP',
  'PSAL',
  'DOXY',
  'CHLA',
  'NITRATE',
  'PH_IN_SITU_TOTAL',
  'BBP700',
  'DOWN_IRRADIANCE490',
  'DOWNWELLING_PAR',
]

/** The parameters, besides pressure, of which any of the profiles has a value. */
export function variablesOf(profiles: readonly LoadedProfile[]): { parameter: string; units: string }[] {
  const found = new Map<string, string>()
  for (const { variables } of profiles) {
    for (const { parameter, units, raw, adjusted } of variables.values()) {
      if (parameter === 'PRES' || (raw === undefined && adjusted === undefined)) continue
      if (!found.get(parameter)) found.set(parameter, shortUnits(units))
    }
  }
  const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length)
  return [...found]
    .map(([parameter, units]) => ({ parameter, units }))
    .sort((a, b) => rank(a.parameter) - rank(b.parameter) || a.parameter.localeCompare(b.parameter))
}

/** Argo's names of units as they are written on axes. */
export function shortUnits(units: string): string {
  return (
    {
      degree_Celsius: '°C',
      decibar: 'dbar',
      'micromole/kg': 'µmol/kg',
      'mg/m3': 'mg/m³',
      'm-1': 'm⁻¹',
      dimensionless: '',
      'W/m^2/nm': 'W/m²/nm',
      'microMoleQuanta/m^2/sec': 'µmol/m²/s',
    }[units] ?? units
  )
}
