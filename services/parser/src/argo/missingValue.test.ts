import type { NetcdfAttribute, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { describe, expect, test } from 'vitest'
import { fillsOf, levelValues, valuesOf } from './missingValue.ts'

function variable(attributes: Record<string, NetcdfAttribute>, type: NetcdfVariable['type'] = 'float'): NetcdfVariable {
  const shape = { shape: [1], dimensions: ['N_PROF'], rowBytes: 4, rowsTogether: 1 }
  return { name: 'TEMP', type, attributes: new Map(Object.entries(attributes)), ...shape }
}
const declared = variable({ _FillValue: Float32Array.of(99999) })

describe('missing is what the variable declares, and what is not finite', () => {
  test('and nothing for its size', () => {
    const values = [1.5, 99999, 99998, 1_257_563, -473_299.65, 1e30, Number.NaN, Number.POSITIVE_INFINITY]
    const { floats } = levelValues(declared, Float32Array.from(values))
    const expected = [1.5, Number.NaN, 99998, 1_257_563, -473_299.65, 1e30, Number.NaN, Number.NaN]
    expect(floats).toEqual(Float32Array.from(expected))
  })

  test('every entry of missing_value beside _FillValue, as a double too', () => {
    const two = variable({ _FillValue: Float32Array.of(-5), missing_value: Float64Array.of(-999.9, -1) })
    const { floats } = levelValues(two, Float32Array.of(1.5, -5, -999.9, -1, 99999))
    expect(Array.from(floats)).toEqual([1.5, Number.NaN, Number.NaN, Number.NaN, 99999])
  })

  test.each([
    ['short', -32767],
    ['int', -2147483647],
    ['uint', 4294967295],
    ['float', Math.fround(9.969209968386869e36)],
    ['double', 9.969209968386869e36],
  ] as const)('the default of %s where it declares none, and never 0', (type, fill) => {
    const value = valuesOf(variable({}, type), Float64Array.of(fill, 0))
    expect([value(0), value(1)]).toEqual([null, 0])
    expect(fillsOf(variable({ missing_value: Float64Array.of(-1) }, type))).toEqual([fill, -1])
    expect(fillsOf(variable({ _FillValue: Float64Array.of(-1) }, type))).toEqual([-1])
  })

  test('bytes have no default', () => {
    expect(fillsOf(variable({}, 'byte'))).toEqual([])
  })
})

describe('packed values are unpacked, and their fill is compared packed', () => {
  const packing = { scale_factor: Float64Array.of(0.5), add_offset: Float64Array.of(10) }
  const packed = variable({ _FillValue: Int16Array.of(-32768), ...packing }, 'short')

  test('along levels and one by one', () => {
    expect(Array.from(levelValues(packed, Int16Array.of(4, -32768)).floats)).toEqual([12, Number.NaN])
    const value = valuesOf(packed, Int16Array.of(4, -32768))
    expect([value(0), value(1)]).toEqual([12, null])
  })

  test('to what the attributes have: doubles, or floats', () => {
    const scaled = (scale: NetcdfAttribute) =>
      levelValues(variable({ scale_factor: scale }, 'short'), Int16Array.of(123))
    expect(scaled(Float64Array.of(0.001)).doubles).toEqual(Float64Array.of(0.123))
    expect(scaled(Float32Array.of(0.001))).toEqual({ floats: Float32Array.of(0.123), doubles: undefined })
  })
})

describe('doubles', () => {
  test('come along where a float does not hold one of them', () => {
    const counts = Float64Array.of(2_200_000_001, 999_999, 5)
    const fill = variable({ _FillValue: Float64Array.of(999_999) }, 'double')
    expect(levelValues(fill, counts)).toEqual({
      floats: Float32Array.of(2_200_000_001, Number.NaN, 5),
      doubles: Float64Array.of(2_200_000_001, Number.NaN, 5),
    })
  })

  test('do not where it does', () => {
    expect(levelValues(variable({}, 'double'), Float64Array.of(0.5, Math.fround(36.606))).doubles).toBeUndefined()
  })

  test('beyond all floats have the largest for their nearest', () => {
    expect(levelValues(variable({}, 'double'), Float64Array.of(1e300, -1e300)).floats).toEqual(
      Float32Array.of(3.4028234663852886e38, -3.4028234663852886e38),
    )
  })
})
