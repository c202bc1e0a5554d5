import { type Audit, agreementOf } from './readAudit.ts'

const columns = [
  'test',
  'name',
  'data_centre',
  'data_mode',
  'performed',
  'failed_both',
  'failed_there_only',
  'failed_here_only',
] as const

/** The table of an audit as CSV (RFC 4180), with the agreement in percent. */
export function writeAuditCsv({ rows }: Audit): string {
  const lines = rows.map((row) =>
    [...columns.map((column) => quoted(String(row[column]))), agreementOf(row).toFixed(3)].join(','),
  )
  return [[...columns, 'agreement_percent'].join(','), ...lines].map((line) => `${line}\r\n`).join('')
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
