import { expect, it } from 'vitest'
import { chosenVariables, toggled } from './chosenVariables.ts'

const all = ['TEMP', 'PSAL', 'DOXY', 'CHLA', 'NITRATE', 'BBP700', 'TEMP_DOXY', 'C1PHASE_DOXY'].map((parameter) => ({
  parameter,
}))
const names = (asked: string[]) => chosenVariables(all, new Set(asked)).map(({ parameter }) => parameter)

it('draws the first six where nothing is asked for, or nothing that is there', () => {
  expect(names([])).toEqual(['TEMP', 'PSAL', 'DOXY', 'CHLA', 'NITRATE', 'BBP700'])
  expect(names(['PH_IN_SITU_TOTAL'])).toHaveLength(6)
})

it('draws what is asked for, in the order of all', () => {
  expect(names(['C1PHASE_DOXY', 'TEMP'])).toEqual(['TEMP', 'C1PHASE_DOXY'])
})

it('adds to what is drawn, and takes from it', () => {
  expect([...toggled(all, new Set(), 'TEMP_DOXY')]).toHaveLength(7)
  expect([...toggled(all, new Set(['TEMP', 'PSAL']), 'PSAL')]).toEqual(['TEMP'])
  expect([...toggled(all, new Set(['TEMP']), 'TEMP')]).toEqual([])
})
