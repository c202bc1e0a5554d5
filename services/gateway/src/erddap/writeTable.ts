import type { VariableType } from './datasets.ts'
import type { ResultColumn, ResultTable } from './ResultTable.ts'

const rowsAPart = 5_000

/** What stands in front of the rows of a text. */
type Heads = 'names and units' | 'names' | 'names with units' | 'none'
type Write = (table: ResultTable) => Generator<string | Uint8Array, void>

export const textFormats: Readonly<Record<string, { readonly contentType: string; readonly write: Write }>> = {
  csv: { contentType: 'text/csv; charset=utf-8', write: separated(',', 'names and units') },
  csvp: { contentType: 'text/csv; charset=utf-8', write: separated(',', 'names with units') },
  csv0: { contentType: 'text/csv; charset=utf-8', write: separated(',', 'none') },
  tsv: { contentType: 'text/tab-separated-values; charset=utf-8', write: separated('\t', 'names and units') },
  tsvp: { contentType: 'text/tab-separated-values; charset=utf-8', write: separated('\t', 'names with units') },
  tsv0: { contentType: 'text/tab-separated-values; charset=utf-8', write: separated('\t', 'none') },
  json: { contentType: 'application/json', write: writeJson },
}
/** Of tables without units: of what is served, and what it is made of. */
export const plainFormats: typeof textFormats = {
  csv: { contentType: 'text/csv; charset=utf-8', write: separated(',', 'names') },
  csv0: { contentType: 'text/csv; charset=utf-8', write: separated(',', 'none') },
  tsv: { contentType: 'text/tab-separated-values; charset=utf-8', write: separated('\t', 'names') },
  json: { contentType: 'application/json', write: writeJson },
}

const isTime = ({ attributes }: ResultColumn) => attributes.standard_name === 'time'
const unitsOf = (column: ResultColumn) => (isTime(column) ? 'UTC' : String(column.attributes.units ?? ''))

function separated(separator: string, heads: Heads): Write {
  const quoted = separator === ',' ? csvText : tsvText
  return function* write({ columns, count }) {
    const line = (cells: readonly string[]) => `${cells.join(separator)}\n`
    const names = columns.map(({ name }) => name)
    if (heads === 'names' || heads === 'names and units') yield line(names)
    if (heads === 'names and units') yield line(columns.map(unitsOf))
    if (heads === 'names with units')
      yield line(
        columns.map((column) => quoted(`${column.name}${unitsOf(column) === '' ? '' : ` (${unitsOf(column)})`}`)),
      )
    const cells = columns.map((column) => textCell(column, quoted))
    for (let from = 0; from < count; from += rowsAPart) {
      let text = ''
      for (let row = from; row < Math.min(count, from + rowsAPart); row += 1)
        text += line(cells.map((cell) => cell(row)))
      yield text
    }
  }
}

function textCell(column: ResultColumn, quoted: (text: string) => string): (row: number) => string {
  const { at } = column
  if (column.type === 'String') return (row) => quoted(String(at(row)))
  if (isTime(column)) return (row) => isoTime(Number(at(row)))
  const digits = column.type === 'float' ? floatDigits : String
  return (row) => digits(Number(at(row)))
}

function csvText(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll(/\r?\n/g, '\\n')}"` : text
}
function tsvText(text: string): string {
  return text.replaceAll(/[\t\r\n]/g, ' ')
}

/** Nothing where it is missing. */
function isoTime(seconds: number): string {
  // To the second, as ERDDAP has times unless told otherwise.
  return Number.isNaN(seconds) ? '' : new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z')
}

/** The fewest digits that name this float32. */
export function floatDigits(value: number): string {
  if (!Number.isFinite(value)) return 'NaN'
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return String(short)
  }
  return String(Number(value.toPrecision(9)))
}

function* writeJson({ columns, count }: ResultTable): Generator<string, void> {
  const list = (values: readonly unknown[]) => JSON.stringify(values)
  const units = columns.map((column) => unitsOf(column) || null)
  yield `{\n  "table": {\n    "columnNames": ${list(columns.map(({ name }) => name))},\n`
  yield `    "columnTypes": ${list(columns.map((column) => (isTime(column) ? 'String' : column.type)))},\n`
  if (units.some((unit) => unit !== null)) yield `    "columnUnits": ${list(units)},\n`
  yield '    "rows": [\n'
  const cells = columns.map(jsonCell)
  for (let from = 0; from < count; from += rowsAPart) {
    const rows: string[] = []
    for (let row = from; row < Math.min(count, from + rowsAPart); row += 1)
      rows.push(`      [${cells.map((cell) => cell(row)).join(', ')}]`)
    yield `${from === 0 ? '' : ',\n'}${rows.join(',\n')}`
  }
  yield '\n    ]\n  }\n}\n'
}

function jsonCell(column: ResultColumn): (row: number) => string {
  const { at, type } = column
  if (type === 'String') return (row) => JSON.stringify(at(row))
  if (isTime(column)) return (row) => JSON.stringify(isoTime(Number(at(row))) || null)
  const digits: (value: number) => string = type === 'float' ? floatDigits : String
  return (row) => {
    const value = Number(at(row))
    return Number.isNaN(value) ? 'null' : digits(value)
  }
}

/** The types of the DAP 2.0. */
export const dapTypes: Readonly<Record<VariableType, string>> = {
  ...{ String: 'String', int: 'Int32', float: 'Float32', double: 'Float64' },
}
