import type { Profile } from '../api/generated/openApi.ts'
import { csvCell } from '../explore/csvOfProfiles.ts'

const columns = [
  'platform_number',
  'cycle_number',
  'direction',
  'source_kind',
  'profile_index',
  'timestamp',
  'latitude',
  'longitude',
  'position_qc',
  'position_invalid',
  'data_mode',
] as const

/** The positions as CSV, one row a profile. */
export function csvOfPositions(profiles: readonly Profile[]): string {
  const rows = profiles.map((profile) =>
    columns.map((column) => {
      const value = profile[column]
      return csvCell(typeof value === 'boolean' ? String(value) : (value ?? ''))
    }),
  )
  return [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}
