import { csvOfProfiles } from './csvOfProfiles.ts'
import type { Exploration } from './Exploration.ts'
import type { LoadedProfile } from './LoadedProfile.ts'
import { saveFile } from './saveFile.ts'

/** Saves the values behind a plot: of the picked profiles, or of all that are drawn. */
export async function exportRows(
  shown: readonly LoadedProfile[],
  exploration: Exploration,
  name: string,
): Promise<void> {
  const picked = exploration.picked.peek()
  const some = shown.filter(({ profile }) => picked.has(profile.profile_id))
  const parts: string[] = []
  for (const part of csvOfProfiles(some.length > 0 ? some : shown)) parts.push(part)
  saveFile(`${name}.csv`, new Blob(parts, { type: 'text/csv' }))
}
