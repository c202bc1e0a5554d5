import type { ColumnType, TextColumn, TextTable } from '@floatchat/db/reading/TextTable'
import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'

const types: Readonly<Record<ColumnType, BasicType>> = {
  ...{ text: 'STRING', integer: 'INT32', real: 'FLOAT', double: 'DOUBLE', time: 'TIMESTAMP', json: 'STRING' },
}

/** Apache Parquet, a row group for some pages: what is in memory is one group and the list of those before it. */
export async function* writeParquet(pages: AsyncIterable<TextTable>): AsyncGenerator<Uint8Array, void> {
  const sent = new SentBytes()
  let writer: ParquetWriter | undefined
  for await (const table of pages) {
    if (writer === undefined) {
      const columns = table.map(({ name, type }) => ({ name, data: [], type: types[type], nullable: true }))
      writer = new ParquetWriter({ writer: sent, schema: schemaFromColumnData({ columnData: columns }) })
    }
    const count = table[0]?.cells.length ?? 0
    if (count > 0)
      await writer.write({
        columnData: table.map((column) => ({ name: column.name, data: valuesOf(column), offsetIndex: false })),
        rowGroupSize: count,
      })
    yield sent.take()
  }
  await writer?.finish()
  yield sent.take()
}

function valuesOf({ type, cells }: TextColumn): unknown[] {
  if (type === 'text' || type === 'json') return [...cells]
  if (type === 'time') return cells.map((cell) => (cell === null ? null : new Date(cell)))
  return cells.map((cell) => (cell === null ? null : Number(cell)))
}

/** A writer that hands on what it has, and goes on counting where it is in the file. */
class SentBytes extends ByteWriter {
  take(): Uint8Array {
    const bytes = this.getBytes().slice()
    this.index = 0
    return bytes
  }
}
