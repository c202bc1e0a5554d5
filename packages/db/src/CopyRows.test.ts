import { expect, test } from 'vitest'
import { CopyRows } from './CopyRows.ts'

const bytesOf = (rows: CopyRows) => Buffer.concat([...rows.chunks()].map((chunk) => Buffer.from(chunk)))

test('a copy begins with the signature and ends with -1 fields', () => {
  const bytes = bytesOf(new CopyRows())
  expect(bytes.subarray(0, 11).toString('latin1')).toBe('PGCOPY\n\xff\r\n\0')
  expect(bytes.subarray(11).toString('hex')).toBe('0000000000000000ffff')
})

test('it grows, and is the same however small it began', () => {
  const write = (rows: CopyRows) => {
    for (let number = 0; number < 500; number += 1) {
      rows.row(3)
      rows.int4(number)
      rows.text('für 10 °C')
      rows.realArray(new Float32Array([1, Number.NaN, 3]))
    }
    return bytesOf(rows)
  }
  expect(write(new CopyRows(32)).equals(write(new CopyRows(1_000_000)))).toBe(true)
})

test('large copies are handed out in pieces that make up the whole', () => {
  const rows = new CopyRows(32)
  for (let number = 0; number < 100_000; number += 1) {
    rows.row(1)
    rows.int4(number)
  }
  const pieces = [...rows.chunks()]
  expect(pieces.length).toBeGreaterThan(5)
  expect(Buffer.concat(pieces)).toHaveLength(19 + 100_000 * 10 + 2)
  expect(rows.rows).toBe(100_000)
})

test('it can be used again', () => {
  const rows = new CopyRows(32)
  rows.row(1)
  rows.text('something')
  rows.reset()
  expect(bytesOf(rows).equals(bytesOf(new CopyRows(32)))).toBe(true)
})
