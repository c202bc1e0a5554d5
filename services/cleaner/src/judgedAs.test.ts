import { expect, it } from 'vitest'
import { judgedAs } from './judgedAs.ts'

it.each([
  ['TEMP', 'TEMP'],
  ['TEMP2', 'TEMP'],
  ['DOXY2', 'DOXY'],
  ['TEMP_DOXY', 'TEMP_DOXY'],
  ['TEMP_DOXY2', 'TEMP_DOXY'],
  ['CHLA_FLUORESCENCE2', 'CHLA_FLUORESCENCE'],
  ['BBP700', 'BBP700'],
  ['BBP700_2', 'BBP700'],
  ['BBP532', 'BBP532'],
  ['DOWN_IRRADIANCE380', 'DOWN_IRRADIANCE380'],
  ['DOWN_IRRADIANCE412_2', 'DOWN_IRRADIANCE412'],
  ['PH_IN_SITU_TOTAL', 'PH_IN_SITU_TOTAL'],
])('%s is judged as %s', (parameter, as) => {
  expect(judgedAs(parameter)).toBe(as)
})
