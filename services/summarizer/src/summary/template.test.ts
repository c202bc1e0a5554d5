import { expect, test } from 'vitest'
import { exampleWritten } from './exampleWritten.ts'
import { template } from './template.ts'

test('says number, floats, days and variables', () => {
  expect(template(exampleWritten().statistics)).toBe(
    'Dataset contains 98 profiles from 1 floats, spanning 2014-03-05 to 2016-11-01. Variables: PRES, PSAL, TEMP.',
  )
})

test('says what is unknown, for a file without times or profiles', () => {
  const { statistics } = exampleWritten({
    date_range_start: null,
    date_range_end: null,
    profile_count: 0,
    float_count: 0,
    variables: [],
  })
  expect(template(statistics)).toBe(
    'Dataset contains 0 profiles from 0 floats, spanning unknown to unknown. Variables: none.',
  )
})
