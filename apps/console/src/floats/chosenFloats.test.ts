import { expect, it } from 'vitest'
import type { FloatRow } from '../api/floats.ts'
import { bboxOf, chosenFloats, valuesOf } from './chosenFloats.ts'

const float = (platform_number: string, more: Partial<FloatRow>) => ({ platform_number, ...more }) as FloatRow
const none = { text: '', parameter: '', mode: '', program: '', country: '' }
const floats = [
  float('1900001', { parameters: ['TEMP'], delayed_share: 0.5, real_time_share: 0.5, program: 'A' }),
  float('6900002', { parameters: ['TEMP', 'DOXY'], delayed_share: 0, real_time_share: 1, country: 'France' }),
  float('6900003', { parameters: null, delayed_share: null, real_time_share: null }),
]
const chosen = (filter: object) =>
  chosenFloats(floats, { ...none, ...filter }).map(({ platform_number }) => platform_number)

it('leaves out what does not match, and nothing where nothing is asked for', () => {
  expect(chosen({})).toHaveLength(3)
  expect(chosen({ text: '6900' })).toEqual(['6900002', '6900003'])
  expect(chosen({ parameter: 'DOXY' })).toEqual(['6900002'])
  expect(chosen({ mode: 'D' })).toEqual(['1900001'])
  expect(chosen({ mode: 'R', country: 'France' })).toEqual(['6900002'])
  expect(chosen({ program: 'A', parameter: 'DOXY' })).toEqual([])
})

it('counts the values that there are', () => {
  expect(valuesOf(['b', null, 'a', 'b'])).toEqual([
    ['a', 'a (1)'],
    ['b', 'b (2)'],
  ])
})

it.each([
  ['-30, 10 -10;40', '-30,10,-10,40'],
  ['170,-10,-170,10', '170,-10,-170,10'],
  ['1,2,3', undefined],
  ['0,10,5,-10', undefined],
  ['a,b,c,d', undefined],
  ['', undefined],
])('%s is the box %s', (text, box) => expect(bboxOf(text)).toBe(box))
