import { expect, test } from 'vitest'
import { parseQuery } from './parseQuery.ts'

const query =
  'time,pres&platform_number=~"6902746|6902747"&latitude!=NaN&time>=1577836800.0&distinct()&orderBy("time,pres")'
const meant = {
  variables: ['time', 'pres'],
  constraints: [
    { variable: 'platform_number', operator: '=~', value: '6902746|6902747', isQuoted: true },
    { variable: 'latitude', operator: '!=', value: 'NaN', isQuoted: false },
    { variable: 'time', operator: '>=', value: '1577836800.0', isQuoted: false },
  ],
  functions: [
    { name: 'distinct', names: [] },
    { name: 'orderBy', names: ['time', 'pres'] },
  ],
}

test('is the same plain, encoded part by part, and encoded as a whole', () => {
  expect(parseQuery(`?${query}`)).toEqual(meant)
  expect(parseQuery(query.split('&').map(encodeURIComponent).join('&'))).toEqual(meant)
  expect(parseQuery(encodeURIComponent(query))).toEqual(meant)
})

test('has all variables where none is named', () => {
  expect(parseQuery('')).toEqual({ variables: [], constraints: [], functions: [] })
  expect(parseQuery('&cycle_number=1')).toMatchObject({ variables: [], constraints: [{ variable: 'cycle_number' }] })
})

test.each(['time&&&nonsense', 'time&"x"="y"', '%E0%A4%A', `time${'&a=1'.repeat(101)}`, 'a'.repeat(30_000)])(
  'what cannot be read is refused',
  (text) => {
    expect(() => parseQuery(text)).toThrow(/^Query error: .*\.$/)
  },
)
