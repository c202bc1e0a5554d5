import { describe, expect, test } from 'vitest'
import { argoFile } from '../../test/support/argoFiles.ts'
import { parseLocal } from '../../test/support/parseLocal.ts'

describe('what real files say of how they were made', () => {
  test('a file of delayed mode: history, calibrations, tests performed and failed', async () => {
    const { profiles, closing } = await parseLocal(argoFile('D3902131_001.nc'))
    const made = profiles[0]?.profile.provenance
    expect(made?.tests_performed).toEqual(Int32Array.of(1, 2, 3, 4, 5, 6, 8, 9, 12, 13, 14, 15, 19, 23, 25))
    expect(made?.tests_failed).toEqual(Int32Array.of(6, 9, 23, 25))
    expect(made?.history).toHaveLength(5)
    expect(made?.history[1]).toMatchObject({ action: 'QCP$', qctest: '000000000288F37E', date: '20200828154210' })
    expect(made?.calibrations.map((each) => `${each.parameter} ${each.number}`)).toEqual([
      ...['PRES 0', 'TEMP 0', 'PSAL 0'],
      ...['PRES 1', 'TEMP 1', 'PSAL 1'],
    ])
    expect(made?.calibrations[3]).toMatchObject({ equation: 'none', date: '20211119141420' })
    expect(closing.warnings).toEqual([])
  })

  test('the meta-data file: missions and sensors', async () => {
    const { closing } = await parseLocal(argoFile('3902131_meta.nc'))
    const { missions, missions_left_out, sensor_details } = closing.float_metadata ?? {}
    expect(missions_left_out).toBe(0)
    expect(missions?.[0]).toMatchObject({ number: 1, configuration: { CONFIG_ProfilePressure_dbar: 4000 } })
    expect(sensor_details?.[0]).toMatchObject({ sensor: 'CTD_PRES' })
  })
})
