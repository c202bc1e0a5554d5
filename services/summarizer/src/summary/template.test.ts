import { expect, test } from 'vitest'
import { exampleWritten } from './exampleWritten.ts'
import { template } from './template.ts'

test('says number, floats, days and variables', () => {
  expect(template(exampleWritten().statistics)).toBe(
    'Dataset contains 98 profiles from 1 float, spanning 2014-03-05 to 2016-11-01. Variables: PRES, PSAL, TEMP.',
  )
})

test('counts one as one', () => {
  const { statistics } = exampleWritten({ profile_count: 1, float_count: 2 })
  expect(template(statistics)).toMatch(/^Dataset contains 1 profile from 2 floats, /)
})

test('says of a file that describes a float no more than that', () => {
  const { statistics } = exampleWritten({ profile_count: 0, variables: [] })
  expect(template(statistics)).toBe('Dataset contains no profiles; it is about 1 float.')
})

test('says what is unknown, for a file without times', () => {
  const { statistics } = exampleWritten({
    date_range_start: null,
    date_range_end: null,
    variables: [],
  })
  expect(template(statistics)).toBe(
    'Dataset contains 98 profiles from 1 float, spanning unknown to unknown. Variables: none.',
  )
})
