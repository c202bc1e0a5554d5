import { expect, test } from 'vitest'
import { dacFolder } from './dacFolder.ts'

/** Of NVS collection R04 as of 2026-10; GT are data from the GTS, which come in no file of a float's. */
const referenceTable4 = 'AO BO CI CS DK EA GE GT HZ IF IN JA JM KM KO LV MB ME NA NM PL PM RU SI SP UW VL WH'.split(' ')

test('every institute of reference table 4 has a folder', () => {
  expect(referenceTable4.filter((code) => dacFolder(code) === 'unknown')).toEqual(['GT'])
  expect([dacFolder(null), dacFolder('XX'), dacFolder('constructor')]).toEqual(['unknown', 'unknown', 'unknown'])
})

/** Columns file and institution of ar_index_global_prof.txt, a line for each folder. */
test.each([
  ['aoml', 'AO'],
  ['bodc', 'BO'],
  ['coriolis', 'IF'],
  ['csio', 'HZ'],
  ['csiro', 'CS'],
  ['incois', 'IN'],
  ['jma', 'JA'],
  ['kma', 'KM'],
  ['kordi', 'KO'],
  ['meds', 'ME'],
  ['nmdis', 'NM'],
])('%s is where the index of a GDAC has %s', (folder, code) => {
  expect(dacFolder(code)).toBe(folder)
})
