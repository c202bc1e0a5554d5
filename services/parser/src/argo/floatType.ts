import type { FloatType } from '@floatchat/contracts/generated/records'

/** WMO instrument types (reference table 8) of floats that dive beyond 2,000 dbar. */
const deepInstruments = new Set(['838', '849', '862', '864', '874', '881', '883'])

/** What the names of biogeochemical parameters hold (user manual, reference table 3, class B and its raw parameters). */
const biogeochemical =
  /DOXY|CHLA|FLUORESCENCE|^BBP|BETA_BACKSCATTERING|NITRATE|^PH_IN_SITU|VRS_PH|IRRADIANCE|DOWNWELLING_PAR|CDOM|^CP\d|TRANSMITTANCE|TURBIDITY|BISULFIDE|UP_RADIANCE|^UV_INTENSITY/

export function isBiogeochemical(parameter: string): boolean {
  return biogeochemical.test(parameter)
}

export function isDeepInstrument(wmoInstType: string): boolean {
  return deepInstruments.has(wmoInstType)
}

/** core, deep or BGC: of several, the last in this order holds. */
export function floatType(is: { readonly deep: boolean; readonly biogeochemical: boolean }): FloatType {
  if (is.biogeochemical) return 'BGC'
  return is.deep ? 'deep' : 'core'
}
