import type { CommonQueryMethods } from 'slonik'
import { copyInto } from '../copyInto.ts'
import { CopyRows } from './CopyRows.ts'
import { type ProfileRow, profileColumns, writeProfileRow } from './profileRows.ts'

/** Copies the rows of profiles whose levels are there. */
export async function copyProfiles(connection: CommonQueryMethods, profiles: readonly ProfileRow[]): Promise<void> {
  if (profiles.length === 0) return
  const rows = new CopyRows()
  for (const profile of profiles) writeProfileRow(rows, profile)
  await copyInto(connection, 'profiles', profileColumns, rows.chunks())
}
