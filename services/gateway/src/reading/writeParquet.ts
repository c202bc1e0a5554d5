import { numbersOf } from '@floatchat/db/reading/numbersOf'
import type { ColumnType, TextCells, TextTable } from '@floatchat/db/reading/TextTable'
import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'

const types: Readonly<Record<ColumnType, BasicType>> = {
  ...{ text: 'STRING', integer: 'INT32', real: 'FLOAT', double: 'DOUBLE', time: 'TIMESTAMP', json: 'STRING' },
}
/** Rows of a group: with fewer the list of groups is long, with more they take memory. */
const rowsAGroup = 20_000

/** Apache Parquet, a row group for some pages: what is in memory is one group and the list of those before it. */
export async function* writeParquet(pages: AsyncIterable<TextTable>): AsyncGenerator<Uint8Array, void> {
  const sent = new SentBytes()
  let writer: ParquetWriter | undefined
  let gathered: RowGroup | undefined
  for await (const { columns, rows } of pages) {
    writer ??= new ParquetWriter({
      writer: sent,
      schema: schemaFromColumnData({
        columnData: columns.map(({ name, type }) => ({ name, data: [], type: types[type], nullable: true })),
      }),
    })
    gathered ??= new RowGroup(columns)
    for (const { count, cells } of rows) gathered.add(count, cells)
    if (gathered.count < rowsAGroup) continue
    await gathered.write(writer)
    gathered = undefined
    yield sent.take()
  }
  if (writer === undefined) return
  if (gathered !== undefined && gathered.count > 0) await gathered.write(writer)
  await writer.finish()
  yield sent.take()
}

/** Values of a row group, column by column. */
class RowGroup {
  readonly #columns: readonly { readonly name: string; readonly type: ColumnType; readonly data: unknown[] }[]
  count = 0

  constructor(columns: TextTable['columns']) {
    this.#columns = columns.map(({ name, type }) => ({ name, type, data: [] }))
  }

  add(count: number, cells: readonly TextCells[]): void {
    for (const [index, { type, data }] of this.#columns.entries()) {
      const cell = cells[index] ?? { same: null }
      if ('each' in cell) {
        for (const number of numbersOf(cell.each, count)) data.push(Number.isNaN(number) ? null : number)
      } else {
        const value = sharedValue(cell.same, type)
        for (let row = 0; row < count; row += 1) data.push(value)
      }
    }
    this.count += count
  }

  async write(writer: ParquetWriter): Promise<void> {
    const columnData = this.#columns.map(({ name, type, data }) => ({
      ...{ name, data, offsetIndex: false },
      // Measured values are seldom the same twice and looked for in ranges seldom, except of pressure: a dictionary and
      // the least and the most of a group are made for nothing.
      ...(type === 'real' ? { encoding: 'PLAIN' as const, statistics: name === 'pressure' } : {}),
    }))
    await writer.write({ columnData, rowGroupSize: this.count })
  }
}

function sharedValue(cell: string | null, type: ColumnType): unknown {
  if (cell === null || type === 'text' || type === 'json') return cell
  return type === 'time' ? new Date(cell) : Number(cell)
}

/** A writer that hands on what it has, and goes on counting where it is in the file. */
class SentBytes extends ByteWriter {
  take(): Uint8Array {
    const bytes = this.getBytes().slice()
    this.index = 0
    return bytes
  }
}
