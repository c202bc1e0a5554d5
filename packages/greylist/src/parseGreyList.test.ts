import { describe, expect, it } from 'vitest'
import { parseGreyList } from './parseGreyList.ts'

const header = 'PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC'

it('reads entries by platform, open and closed', () => {
  const { list } = parseGreyList(
    [
      header,
      '1900432,PRES,20071129,,3,sensor problem,AO',
      '1900727,PSAL,20150612,20160101,4,"drift, then more of it",AO',
      '1900432,TEMP,19970101,,2,,AO',
      '',
    ].join('\r\n'),
  )
  expect(list.get('1900432')).toEqual([
    { platform: '1900432', parameter: 'PRES', from: 21_151, to: null, flag: 3 },
    { platform: '1900432', parameter: 'TEMP', from: 17_167, to: null, flag: 2 },
  ])
  expect(list.get('1900727')).toEqual([{ platform: '1900727', parameter: 'PSAL', from: 23_903, to: 24_106, flag: 4 }])
  expect(list.get('9999999')).toBeUndefined()
})

it('passes over comments and a byte order mark', () => {
  expect(parseGreyList(`# Title: grey list\n\uFEFF${header}\n1,PSAL,20071129,,4,x,AO\n`).list.size).toBe(1)
})

it('that is empty is a list: nothing is grey', () => {
  expect(parseGreyList(header)).toEqual({ list: new Map(), unreadable: [] })
  expect(parseGreyList(`${header}\n# none\n\n`)).toEqual({ list: new Map(), unreadable: [] })
})

describe('a line that cannot be read does not take the others with it', () => {
  it.each([
    ['cut short', '1900432,PRES,2007'],
    ['a date that is none', '1900432,PRES,20071329,,3,x,AO'],
    ['a day that is none', '1900432,PRES,20070230,,3,x,AO'],
    ['an end that is none', '1900432,PRES,20070228,soon,3,x,AO'],
    ['a flag that is none', '1900432,PRES,20071129,,9,x,AO'],
    ['no platform', ',PRES,20071129,,4,x,AO'],
  ])('%s', (_what, line) => {
    const { list, unreadable } = parseGreyList(`${header}\n1,PSAL,20071129,,4,x,AO\n${line}\n2,TEMP,20071129,,4,x,AO`)
    expect([...list.keys()]).toEqual(['1', '2'])
    expect(unreadable).toEqual([`3: ${line}`])
  })
})

describe('cannot be used', () => {
  it.each([
    ['an empty file', ''],
    ['another file', '<html></html>'],
    ['a list of which no line can be read', `${header}\n1;PSAL;20071129;;4;x;AO\n2;PSAL;20071129;;4;x;AO`],
  ])('%s', (_what, text) => {
    expect(() => parseGreyList(text)).toThrow(/grey list/)
  })
})
