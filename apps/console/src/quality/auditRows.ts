import type { AuditRow } from '../api/generated/openApi.ts'

const differ = (row: AuditRow): number => row.failed_there_only + row.failed_here_only

/** How the rows may stand, and what each is called. */
export const auditOrders = {
  test: { label: 'by test', compare: (a: AuditRow, b: AuditRow) => a.test - b.test },
  profiles: { label: 'most profiles that differ', compare: (a: AuditRow, b: AuditRow) => differ(b) - differ(a) },
  agreement: {
    label: 'least agreement',
    compare: (a: AuditRow, b: AuditRow) => a.agreement_percent - b.agreement_percent,
  },
} as const
export type AuditOrder = keyof typeof auditOrders

export const centresOf = (rows: readonly AuditRow[]): string[] =>
  [...new Set(rows.map(({ data_centre }) => data_centre))].sort()

/** Rows of one data centre, or with '' of all, in an order; what is equal stays as it came. */
export function chosenRows(rows: readonly AuditRow[], centre: string, order: AuditOrder): AuditRow[] {
  const { compare } = auditOrders[order]
  return rows.filter(({ data_centre }) => centre === '' || data_centre === centre).toSorted(compare)
}
