import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvCell, csvOfProfiles } from './csvOfProfiles.ts'
import { loadProfile } from './LoadedProfile.ts'
import { safeName } from './saveFile.ts'

it('writes every side of every level, and names the failed tests', () => {
  const profile = loadProfile({
    ...{ profile_id: 1, dataset_id: 2, platform_number: '=cmd', cycle_number: 3, direction: 'A', source_kind: 'core' },
    ...{
      profile_index: 0,
      juld_qc: null,
      timestamp: '2024-05-06T12:00:00.000Z',
      latitude: -1.5,
      longitude: 2,
      position_qc: 1,
    },
    ...{
      position_invalid: false,
      data_mode: 'D',
      vertical_sampling_scheme: null,
      level_count: 2,
      outlier_count: 1,
      out_of_bounds_count: 0,
    },
    failed_tests: 0,
    parameters: [
      {
        ...{ parameter: 'TEMP', data_mode: 'D', units: 'degree_Celsius', raw: [36.606, null], qc: '1 ' },
        ...{
          adjusted: [36.5, null],
          adjusted_qc: '1 ',
          adjusted_error: [0.002, null],
          failed_tests: [(1 << 9) | 1, 0],
          proposed_qc: '4 ',
          is_double: false,
        },
      },
    ],
  })
  const [head, units, first, second] = [...csvOfProfiles([profile])].join('').split('\r\n')
  expect(head).toMatch(
    /^platform_number,cycle_number,.*,level,PRES,PRES_QC,.*,TEMP,TEMP_QC,TEMP_ADJUSTED,TEMP_ADJUSTED_QC,TEMP_ADJUSTED_ERROR,TEMP_FAILED_TESTS$/,
  )
  expect(units).toBe(',,,,,,UTC,degrees_north,degrees_east,,,,,,,,degree_Celsius,,degree_Celsius,,degree_Celsius,')
  expect(first).toBe(
    "'=cmd,3,A,core,0,D,2024-05-06T12:00:00.000Z,-1.5,2,0,,,,,,,36.606,1,36.5,1,0.002,Physical bounds; Spike (test 9)",
  )
  expect(second).toBe("'=cmd,3,A,core,0,D,2024-05-06T12:00:00.000Z,-1.5,2,1,,,,,,,,,,,,")
})

it('keeps every text in one cell, and none a formula', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvCell(text)
      const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
      expect(inner === text || inner === `'${text}`).toBe(true)
      if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/)
      expect(inner).not.toMatch(/^[=@]/)
    }),
  )
  expect([csvCell('-1.5e-3'), csvCell('-1+2'), csvCell(-4)]).toEqual(['-1.5e-3', "'-1+2", '-4'])
})

it.each([
  ['a/b:c.png', 'a-b-c.png'],
  ['../x y.csv', 'x-y.csv'],
  ['Meßreihe 1 .svg', 'Meßreihe-1.svg'],
])('makes a file name of %s', (name, safe) => expect(safeName(name)).toBe(safe))
