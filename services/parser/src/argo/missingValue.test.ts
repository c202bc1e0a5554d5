import { expect, test } from 'vitest'
import type { NetcdfAttribute, NetcdfVariable } from '../netcdf/NetcdfFile.ts'
import { fillValueOf, floatsOf, valueOrNull } from './missingValue.ts'

function variable(attributes: Record<string, NetcdfAttribute>, type: NetcdfVariable['type'] = 'float'): NetcdfVariable {
  return {
    name: 'TEMP',
    type,
    shape: [1],
    attributes: new Map(Object.entries(attributes)),
    rowBytes: 4,
    rowsTogether: 1,
  }
}

test.each([
  [99999, 99999],
  [Number.NaN, 99999],
  [Number.POSITIVE_INFINITY, 99999],
  [Number.NEGATIVE_INFINITY, Number.NaN],
  [999999, 99999],
  [9.96921e36, Number.NaN],
  [-999, -999],
  [undefined, 0],
])('%d is missing where the fill is %d', (value, fill) => {
  expect(valueOrNull(value, fill)).toBeNull()
})

test.each([0, -0.5, 99989, -12.25])('%d is a value', (value) => {
  expect(valueOrNull(value, 99999)).toBe(value)
})

test('the fill is the one that the variable itself names', () => {
  const values = floatsOf(variable({ _FillValue: Float32Array.of(-5) }), Float32Array.of(1.5, -5, 99999, Number.NaN))
  expect(Array.from(values)).toEqual([1.5, Number.NaN, Number.NaN, Number.NaN])
})

test('a variable without _FillValue has that of missing_value, or none', () => {
  expect(fillValueOf(variable({ missing_value: Float64Array.of(-1) }))).toBe(-1)
  expect(fillValueOf(variable({}))).toBeNaN()
})

test('packed values are unpacked, their fill is compared packed', () => {
  const packed = variable(
    { _FillValue: Int16Array.of(-32768), scale_factor: Float64Array.of(0.5), add_offset: Float64Array.of(10) },
    'short',
  )
  expect(Array.from(floatsOf(packed, Int16Array.of(4, -32768)))).toEqual([12, Number.NaN])
})
