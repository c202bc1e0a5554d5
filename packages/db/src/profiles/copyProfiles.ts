import type { CommonQueryMethods } from 'slonik'
import { CopyRows } from '../CopyRows.ts'
import { copyAll } from './copyAll.ts'
import { type ProfileRow, profileColumns, writeProfileRow } from './profileRows.ts'

/** Rows encoded at once: a megabyte or two. */
const atOnce = 2_000

/** Copies the rows of profiles whose levels are there. */
export async function copyProfiles(connection: CommonQueryMethods, profiles: readonly ProfileRow[]): Promise<void> {
  const rows = new CopyRows()
  for (let start = 0; start < profiles.length; start += atOnce) {
    rows.reset()
    for (const profile of profiles.slice(start, start + atOnce)) writeProfileRow(rows, profile)
    await copyAll(connection, 'profiles', profileColumns, rows)
  }
}
