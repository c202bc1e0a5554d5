import { expect, it } from 'vitest'
import { type MissionConfiguration, missionsOf } from './missionsOf.ts'

const file: MissionConfiguration = {
  missions: {
    1: { CONFIG_ProfilePressure_dbar: 2000, CONFIG_ParkPressure_dbar: 1000 },
    2: { CONFIG_ProfilePressure_dbar: 1000 },
  },
  attributes: { CONFIG_ProfilePressure_dbar: '900', CONFIG_ParkPressure_dbar: '350' },
  ctd: 'SBE41CP',
}

it('is what the mission of the profile sets; what missions set is not what it was at launch', () => {
  expect(missionsOf(file)(1)).toEqual({ profile_pressure: 2000, park_pressure: 1000, deep_ctd: null })
  expect(missionsOf(file)(2)).toEqual({ profile_pressure: 1000, park_pressure: null, deep_ctd: null })
  expect(missionsOf(file)(3)).toEqual({ profile_pressure: null, park_pressure: null, deep_ctd: null })
})

it('is what it was at launch where no mission sets it', () => {
  expect(missionsOf({ ...file, missions: {} })(null)).toMatchObject({ profile_pressure: 900, park_pressure: 350 })
})

it('parks last at the pressure of the last phase', () => {
  const attributes = { CONFIG_MultiParkingPhase_NUMBER: '3', CONFIG_ParkPressurePhase3_dbar: '1500' }
  expect(missionsOf({ ...file, attributes })(1).park_pressure).toBe(1500)
  expect(missionsOf({ ...file, attributes: { CONFIG_MultiParkingPhase_NUMBER: '1' } })(1).park_pressure).toBe(1000)
})

it('has the model of the CTD of a deep float alone', () => {
  const attributes = { PLATFORM_FAMILY: 'FLOAT_DEEP' }
  expect(missionsOf({ ...file, attributes })(1).deep_ctd).toBe('SBE41CP')
  expect(missionsOf({ ...file, attributes, ctd: null })(1).deep_ctd).toBe('')
})
