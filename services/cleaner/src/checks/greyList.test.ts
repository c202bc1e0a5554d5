import { testBit } from '@floatchat/contracts/qualityTests'
import type { GreyListEntry } from '@floatchat/greylist/GreyList'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { greyList, greyListFlag } from './greyList.ts'

const entry = (changes: Partial<GreyListEntry> = {}): GreyListEntry => ({
  platform: '1900432',
  parameter: 'PSAL',
  from: 20_000,
  to: null,
  flag: 4,
  ...changes,
})

describe('the flag of the list', () => {
  it('holds from the first moment of the start on', () => {
    expect(greyListFlag([entry()], 'PSAL', 19_999.999)).toBe(0)
    expect(greyListFlag([entry()], 'PSAL', 20_000)).toBe(4)
    expect(greyListFlag([entry()], 'PSAL', 30_000)).toBe(4)
  })

  it('holds until the first moment of the end', () => {
    expect(greyListFlag([entry({ to: 20_010 })], 'PSAL', 20_010)).toBe(4)
    expect(greyListFlag([entry({ to: 20_010 })], 'PSAL', 20_010.001)).toBe(0)
  })

  it('holds for the parameter named and no other', () => {
    expect(greyListFlag([entry()], 'TEMP', 20_000)).toBe(0)
    expect(greyListFlag([entry({ parameter: 'DOXY' })], 'DOXY2', 20_000)).toBe(0)
  })

  it('is the worst of several', () => {
    expect(greyListFlag([entry({ flag: 2 }), entry({ flag: 3 }), entry({ flag: 2 })], 'PSAL', 20_000)).toBe(3)
    expect(greyListFlag([], 'PSAL', 20_000)).toBe(0)
  })
})

describe('values on the list', () => {
  const judge = (flag: number) => {
    const marks = marksOf(2)
    greyList(floats(35, Number.NaN), 2, flag, marks)
    return { failed: failedLevels(marks, testBit.greyList), flags: flagsOf(marks) }
  }

  it('get its flag where they are there', () => {
    expect(judge(3)).toEqual({ failed: [0], flags: [3, 0] })
    expect(judge(4)).toEqual({ failed: [0], flags: [4, 0] })
  })

  it('that it holds for probably good have not failed', () => {
    expect(judge(2)).toEqual({ failed: [], flags: [2, 0] })
    expect(judge(1)).toEqual({ failed: [], flags: [0, 0] })
  })
})
