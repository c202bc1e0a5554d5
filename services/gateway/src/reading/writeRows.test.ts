import { numbersOf } from '@floatchat/db/reading/numbersOf'
import type { TextTable } from '@floatchat/db/reading/TextTable'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCsv } from './writeCsv.ts'
import { writeJson, writeLines } from './writeJson.ts'

const columns = [
  { name: 'float', type: 'text' },
  { name: 'at', type: 'time' },
  { name: 'pressure', type: 'real' },
  { name: 'ph', type: 'real' },
] as const

async function* once<Value>(...values: Value[]): AsyncGenerator<Value, void> {
  yield* values
}

async function textOf(parts: AsyncIterable<string | Uint8Array>): Promise<string> {
  const all = await Array.fromAsync(parts, (part) => Buffer.from(part as Uint8Array))
  return Buffer.concat(all).toString()
}

describe('rows', () => {
  const table: TextTable = {
    columns,
    rows: [
      { count: 3, cells: [{ same: 'a,"b" ü' }, { same: null }, { each: '{1.5,NULL,-2}' }, { same: null }] },
      { count: 1, cells: [{ same: 'c' }, { same: '2020-01-01' }, { each: '{-Infinity}' }, { each: '{1e-05}' }] },
    ],
  }

  it('are lines of CSV, where what is no number is missing', async () => {
    expect(await textOf(writeCsv(once(table)))).toBe(
      'float,at,pressure,ph\r\n"a,""b"" ü",,1.5,\r\n"a,""b"" ü",,,\r\n"a,""b"" ü",,-2,\r\nc,2020-01-01,,1e-05\r\n',
    )
  })

  it('are a document of JSON, or a line each, whatever the texts', async () => {
    const cell = fc.oneof(fc.constant(null), fc.string())
    const number = fc.oneof(fc.constant('NULL'), fc.constant('NaN'), fc.integer().map(String), fc.float().map(String))
    const rows = fc.tuple(cell, fc.array(number, { minLength: 1 })).map(([same, list]) => ({
      count: list.length,
      cells: [{ same }, { same: null }, { each: `{${list.join()}}` }, { same: null }],
    }))
    await fc.assert(
      fc.asyncProperty(fc.array(rows), async (some) => {
        const expected = some.flatMap(({ count, cells }) =>
          [...numbersOf((cells[2] as { each: string }).each, count)].map((value) => ({
            float: (cells[0] as { same: string | null }).same,
            at: null,
            pressure: Number.isNaN(value) ? null : value,
            ph: null,
          })),
        )
        const one: TextTable = { columns, rows: some }
        expect(JSON.parse(await textOf(writeJson(once(one, one), 'levels')))).toEqual(
          JSON.parse(JSON.stringify({ levels: [...expected, ...expected] })),
        )
        const lines = (await textOf(writeLines(once(one)))).split('\n').slice(0, -1)
        expect(lines.map((line): unknown => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(expected)))
      }),
    )
  })
})
