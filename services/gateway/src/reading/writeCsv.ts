import type { TextTable } from '@floatchat/db/reading/TextTable'

/** RFC 4180 with a line of names; nothing between two commas is missing. */
export async function* writeCsv(pages: AsyncIterable<TextTable>): AsyncGenerator<string, void> {
  let named = false
  for await (const table of pages) {
    const lines: string[] = named ? [] : [table.map(({ name }) => name).join(',')]
    named = true
    const count = table[0]?.cells.length ?? 0
    const columns = table.map(({ type, cells }) =>
      type === 'text' || type === 'json' ? cells.map((cell) => (cell === null ? '' : quoted(cell))) : cells,
    )
    for (let row = 0; row < count; row += 1) {
      let line = columns[0]?.[row] ?? ''
      for (let column = 1; column < columns.length; column += 1) line += `,${columns[column]?.[row] ?? ''}`
      lines.push(line)
    }
    if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`
  }
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
