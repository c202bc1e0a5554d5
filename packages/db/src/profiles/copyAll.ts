import type { CommonQueryMethods } from 'slonik'
import type { CopyRows } from '../CopyRows.ts'
import { copyInto } from '../copyInto.ts'

/** Copies the rows, and sees that the server has taken in every one of them. */
export async function copyAll(
  connection: CommonQueryMethods,
  table: string,
  columns: readonly string[],
  rows: CopyRows,
): Promise<void> {
  if (rows.rows === 0) return
  const copied = await copyInto(connection, table, columns, rows.chunks())
  if (copied !== rows.rows) throw new Error(`${rows.rows} rows were sent to ${table}, and ${copied} came`)
}
