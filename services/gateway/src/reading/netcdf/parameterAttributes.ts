import type { ClassicAttribute } from '@floatchat/netcdf/ClassicFile'

/** Texts as a classic file has them: UTF-8, one byte a character. */
export function textAttribute(text: string): ClassicAttribute {
  return { type: 'char', values: Buffer.from(text, 'utf8').toString('latin1') }
}

/** Argo's fill values (user manual, 10.13155/29825, section 2.2). */
export const fillValue = 99_999
export const fillTime = 999_999
/** Ours: no set of bits is negative. */
export const fillTests = -1

interface About {
  readonly longName: string
  /** Of the CF conventions, where there is one. */
  readonly standardName?: string
  readonly units: string
}

/** What reference table 3 (NVS R03) says of the parameters that have columns here; units where no file says them. */
const parameters: Readonly<Record<string, About>> = {
  PRES: {
    longName: 'Sea water pressure, equals 0 at sea-level',
    standardName: 'sea_water_pressure',
    units: 'decibar',
  },
  TEMP: {
    longName: 'Sea temperature in-situ ITS-90 scale',
    standardName: 'sea_water_temperature',
    units: 'degree_Celsius',
  },
  PSAL: { longName: 'Practical salinity', standardName: 'sea_water_salinity', units: 'psu' },
  DOXY: {
    longName: 'Dissolved oxygen',
    standardName: 'moles_of_oxygen_per_unit_mass_in_sea_water',
    units: 'micromole/kg',
  },
  CHLA: {
    longName: 'Chlorophyll-A',
    standardName: 'mass_concentration_of_chlorophyll_a_in_sea_water',
    units: 'mg/m3',
  },
  NITRATE: {
    longName: 'Nitrate',
    standardName: 'moles_of_nitrate_per_unit_mass_in_sea_water',
    units: 'micromole/kg',
  },
  PH_IN_SITU_TOTAL: {
    longName: 'pH',
    standardName: 'sea_water_ph_reported_on_total_scale',
    units: 'dimensionless',
  },
  BBP700: { longName: 'Particle backscattering at 700 nanometers', units: 'm-1' },
  DOWN_IRRADIANCE490: { longName: 'Downwelling irradiance at 490 nanometers', units: 'W/m^2/nm' },
  DOWNWELLING_PAR: {
    longName: 'Downwelling photosynthetic available radiation',
    standardName: 'downwelling_photosynthetic_photon_flux_in_sea_water',
    units: 'microMoleQuanta/m^2/sec',
  },
}

/** Attributes of a parameter, without its fill value. */
export function parameterAttributes(name: string, units: string | null): Record<string, ClassicAttribute> {
  const about = parameters[name]
  return {
    long_name: textAttribute(about?.longName ?? name),
    ...(about?.standardName === undefined ? {} : { standard_name: textAttribute(about.standardName) }),
    units: textAttribute(units ?? about?.units ?? '1'),
    ...(name === 'PRES' ? { axis: textAttribute('Z') } : {}),
  }
}
