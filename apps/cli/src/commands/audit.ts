import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { type Audit, agreementOf, readAudit } from '@floatchat/db/quality/readAudit'
import { writeAuditCsv } from '@floatchat/db/quality/writeAuditCsv'
import type { Command } from '../Command.ts'
import { printTable } from '../printTable.ts'
import { streamSettings } from '../stream/streamSettings.ts'
import { counted } from '../text/counted.ts'

/** Sentences that are printed; the HTTP interface has more. */
const sentencesAtMost = 20

export const audit: Command = {
  summary:
    'Compares the quality tests with those of the data centres over all profiles held, by test, centre and data mode, ' +
    'and names the floats that differ most.',
  usage: 'audit [--json] [--csv FILE]',
  run: async (words) => {
    const { values } = parseArgs({
      args: [...words],
      options: { json: { type: 'boolean', default: false }, csv: { type: 'string' } },
    })
    const database = await connectDatabase(streamSettings(), { applicationName: 'floatchat-command' })
    try {
      const found = await readAudit(database)
      if (values.csv !== undefined) {
        await writeFile(values.csv, writeAuditCsv(found))
        console.error(`${values.csv}: ${counted(found.rows.length, 'row')} of test, data centre and data mode.`)
      }
      if (values.json) console.log(JSON.stringify(found))
      else if (values.csv === undefined) print(found)
      return 0
    } finally {
      await database.close()
    }
  },
}

function print({ rows, disagreements }: Audit): void {
  if (rows.length === 0) {
    console.log('No profile is held of which the file says which tests were performed.')
    return
  }
  printTable(
    ['test', 'name', 'centre', 'mode', 'performed', 'both', 'there only', 'here only', 'agreement, %'],
    rows.map((row) => [
      String(row.test),
      row.name,
      row.data_centre,
      row.data_mode,
      ...[row.performed, row.failed_both, row.failed_there_only, row.failed_here_only].map(String),
      agreementOf(row).toFixed(2),
    ]),
  )
  console.log('')
  for (const { sentence } of disagreements.slice(0, sentencesAtMost)) console.log(sentence)
}
