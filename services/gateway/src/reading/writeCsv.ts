import type { TextTable } from '@floatchat/db/reading/TextTable'
import { type RowShape, writeRows } from './writeRows.ts'

const shape: RowShape = {
  before: (column) => (column === 0 ? '' : ','),
  after: '\r\n',
  quoted: (cell, type) => (type === 'text' || type === 'json' ? quoted(cell) : cell),
  missing: '',
}

/** RFC 4180 with a line of names; nothing between two commas is missing. */
export async function* writeCsv(pages: AsyncIterable<TextTable>): AsyncGenerator<string | Buffer, void> {
  let named = false
  for await (const table of pages) {
    if (!named) yield `${table.columns.map(({ name }) => name).join(',')}\r\n`
    named = true
    if (table.rows.length > 0) yield writeRows(table, shape)
  }
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
