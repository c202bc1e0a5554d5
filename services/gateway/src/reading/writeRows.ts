import type { ColumnType, TextRows, TextTable } from '@floatchat/db/reading/TextTable'

/** How a format writes a row: what stands before each cell and after the last, and a cell by itself. */
export interface RowShape {
  readonly before: (column: number) => string
  readonly after: string
  /** A text or a time. */
  readonly quoted: (cell: string, type: ColumnType) => string
  readonly missing: string
}

const [comma, closing, minus] = [44, 125, 45]
/** First letters of NULL, NaN and Infinity: what is no number is missing. */
const [letterN, letterI] = [78, 73]
/** No number that PostgreSQL writes is longer. */
const cellAtMost = 32

/** The bytes of the rows of a table: numbers are copied from the texts of their arrays, character by character. */
export function writeRows({ columns, rows }: TextTable, shape: RowShape): Buffer {
  const begins = columns.map((_, index) => shape.before(index))
  const parts = rows.map((one) => planRows(one, columns, begins, shape))
  let size = 0
  for (const [index, part] of parts.entries()) size += (rows[index]?.count ?? 0) * part.rowAtMost
  const bytes = Buffer.allocUnsafe(size)
  let end = 0
  for (const [index, part] of parts.entries()) end = part.write(bytes, end, rows[index]?.count ?? 0)
  return bytes.subarray(0, end)
}

/** What is the same in all rows is joined: a row is such a piece, a cell, a piece, a cell … and a last piece. */
function planRows({ cells }: TextRows, columns: TextTable['columns'], begins: readonly string[], shape: RowShape) {
  const pieces: Buffer[] = []
  const lists: Buffer[] = []
  let piece = ''
  for (const [index, cell] of cells.entries()) {
    piece += begins[index] ?? ''
    if ('each' in cell) {
      pieces.push(Buffer.from(piece))
      lists.push(Buffer.from(cell.each, 'latin1'))
      piece = ''
    } else piece += cell.same === null ? shape.missing : shape.quoted(cell.same, columns[index]?.type ?? 'text')
  }
  const last = Buffer.from(piece + shape.after)
  const missing = Buffer.from(shape.missing)
  const rowAtMost = [...pieces, last].reduce((sum, one) => sum + one.length, 0) + lists.length * cellAtMost
  return {
    rowAtMost,
    write(bytes: Buffer, begin: number, count: number): number {
      const cursors = new Int32Array(lists.length).fill(1)
      let end = begin
      for (let row = 0; row < count; row += 1) {
        for (let index = 0; index < lists.length; index += 1) {
          end = copied(pieces[index] as Buffer, bytes, end) // There is a piece before each list.
          const list = lists[index] as Buffer
          const from = cursors[index] as number
          const isMissing = startsMissing(list, from)
          if (isMissing) end = copied(missing, bytes, end)
          let at = from
          for (let code = list[at]; code !== comma && code !== closing && code !== undefined; code = list[at]) {
            if (!isMissing) {
              bytes[end] = code
              end += 1
            }
            at += 1
          }
          cursors[index] = at + 1
        }
        end = copied(last, bytes, end)
      }
      return end
    },
  }
}

function startsMissing(list: Buffer, at: number): boolean {
  const code = list[at]
  return code === letterN || code === letterI || (code === minus && list[at + 1] === letterI)
}

function copied(piece: Buffer, bytes: Buffer, at: number): number {
  // A call costs more than a few characters.
  if (piece.length > 16) bytes.set(piece, at)
  else for (let index = 0; index < piece.length; index += 1) bytes[at + index] = piece[index] as number
  return at + piece.length
}
