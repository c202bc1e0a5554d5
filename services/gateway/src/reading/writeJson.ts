import type { ColumnType, TextTable } from '@floatchat/db/reading/TextTable'
import { type RowShape, writeRows } from './writeRows.ts'

/** One document: a list of rows under a name. */
export async function* writeJson(pages: AsyncIterable<TextTable>, name: string): AsyncGenerator<string | Buffer, void> {
  const separator = ',\n'
  let before = `{${JSON.stringify(name)}:[`
  for await (const table of pages) {
    const rows = writeRows(table, shapeOf(table, separator))
    if (rows.length === 0) continue
    yield before
    yield rows.subarray(0, rows.length - separator.length)
    before = separator
  }
  yield before.startsWith('{') ? `${before}]}` : ']}'
}

/** A row a line. */
export async function* writeLines(pages: AsyncIterable<TextTable>): AsyncGenerator<Buffer, void> {
  for await (const table of pages) if (table.rows.length > 0) yield writeRows(table, shapeOf(table, '\n'))
}

function shapeOf({ columns }: TextTable, separator: string): RowShape {
  const keys = columns.map(({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`)
  return { before: (column) => keys[column] ?? '', after: `}${separator}`, quoted: asJson, missing: 'null' }
}

/** PostgreSQL's text of a number is that of JSON, of anything else it is quoted. */
function asJson(cell: string, type: ColumnType): string {
  return type === 'text' || type === 'time' ? JSON.stringify(cell) : cell
}
