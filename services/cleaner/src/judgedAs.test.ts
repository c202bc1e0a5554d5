import { expect, it } from 'vitest'
import { isOfSamples, judgedAs, parseName } from './judgedAs.ts'

it.each([
  ['TEMP', 'TEMP'],
  ['TEMP2', 'TEMP'],
  ['DOXY2', 'DOXY'],
  ['TEMP_DOXY', 'TEMP_DOXY'],
  ['TEMP_DOXY2', 'TEMP_DOXY'],
  ['CHLA_FLUORESCENCE2', 'CHLA_FLUORESCENCE'],
  ['DOXY_2', 'DOXY'],
  ['TEMP_DOXY_2', 'TEMP_DOXY'],
  ['CHLA_2', 'CHLA'],
  ['PRES_2', 'PRES'],
  ['PH_IN_SITU_TOTAL_3', 'PH_IN_SITU_TOTAL'],
  ['BBP700', 'BBP700'],
  ['BBP700_2', 'BBP700'],
  ['BBP532', 'BBP532'],
  ['DOWN_IRRADIANCE380', 'DOWN_IRRADIANCE380'],
  ['DOWN_IRRADIANCE412_2', 'DOWN_IRRADIANCE412'],
  ['PH_IN_SITU_TOTAL', 'PH_IN_SITU_TOTAL'],
])('%s is judged as %s', (parameter, as) => {
  expect(judgedAs(parameter)).toBe(as)
})

it.each([
  ['TEMP', 1],
  ['TEMP2', 2],
  ['TEMP_2', 2],
  ['PSAL_3', 3],
  ['BBP700', 1],
  ['BBP700_2', 2],
])('%s is of sensor %i', (parameter, sensor) => {
  expect(parseName(parameter).sensor).toBe(sensor)
})

it.each([
  ['NB_SAMPLE', true],
  ['NB_SAMPLE_CTD', true],
  ['TEMP_STD', true],
  ['TEMP_STD_2', true],
  ['BBP700_MED', true],
  ['TEMP', false],
  ['TEMP_CNDC', false],
])('%s tells of the samples: %s', (parameter, expected) => {
  expect(isOfSamples(judgedAs(parameter))).toBe(expected)
})
