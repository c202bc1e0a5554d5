import { printTable } from '@floatchat/cli/printTable'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { countRows } from '@floatchat/db/countRows'
import { databaseSettings } from '@floatchat/db/databaseSettings'
import { profilesNear } from '@floatchat/db/profilesNear'
import { readSettings } from '@floatchat/service/readSettings'
import { z } from 'zod'

/** Prints the rows of each table, and a query worth looking at with its answer. */
export async function printOverview(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const database = await connectDatabase(readSettings(z.object(databaseSettings), environment))
  try {
    const counts = Object.entries(await countRows(database))
    console.log()
    printTable(
      ['table', 'rows'],
      counts.map(([table, rows]) => [table, String(rows)]),
    )
    const { text, rows } = await profilesNear(database)
    console.log(`\n${text};\n`)
    const [first] = rows
    if (first === undefined) return console.log('(no profile with a position yet)')
    const cells = rows.map((row) => Object.values(row).map((value) => (value === null ? '' : String(value))))
    printTable(Object.keys(first), cells)
  } finally {
    await database.close()
  }
}
