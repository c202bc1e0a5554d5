import type { TextColumn, TextTable } from '@floatchat/db/reading/TextTable'

/** One document: a list of rows under a name. */
export async function* writeJson(pages: AsyncIterable<TextTable>, name: string): AsyncGenerator<string, void> {
  let before = `{${JSON.stringify(name)}:[`
  for await (const table of pages) {
    const rows = rowsOf(table)
    if (rows.length === 0) continue
    yield `${before}${rows.join(',\n')}`
    before = ',\n'
  }
  yield before.startsWith('{') ? `${before}]}` : ']}'
}

/** A row a line. */
export async function* writeLines(pages: AsyncIterable<TextTable>): AsyncGenerator<string, void> {
  for await (const table of pages) {
    const rows = rowsOf(table)
    if (rows.length > 0) yield `${rows.join('\n')}\n`
  }
}

function rowsOf(table: TextTable): string[] {
  const count = table[0]?.cells.length ?? 0
  const keys = table.map(({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`)
  const columns = table.map(asJson)
  const rows = new Array<string>(count)
  for (let row = 0; row < count; row += 1) {
    let text = ''
    for (let column = 0; column < columns.length; column += 1) text += `${keys[column]}${columns[column]?.[row]}`
    rows[row] = `${text}}`
  }
  return rows
}

/** PostgreSQL's text of a number is that of JSON, of anything else it is quoted. Neighbours are often the same. */
function asJson({ type, cells }: TextColumn): readonly string[] {
  if (type !== 'text' && type !== 'time') return cells.map((cell) => cell ?? 'null')
  let last: string | null = null
  let quoted = 'null'
  return cells.map((cell) => {
    if (cell !== last) {
      last = cell
      quoted = JSON.stringify(cell)
    }
    return quoted
  })
}
