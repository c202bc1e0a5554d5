import { announce } from '../app/announce.ts'
import { count } from '../ui/formatNumber.ts'
import { csvOfProfiles } from './csvOfProfiles.ts'
import type { Exploration } from './Exploration.ts'
import { saveFile } from './saveFile.ts'

/** Saves the values of the picked profiles, or of all that are in view, drawn or not. */
export async function exportRows(exploration: Exploration, name: string): Promise<void> {
  const profiles = await exploration.readAll((done, of) => announce(`${count(done)} of ${count(of)} profiles read`))
  const parts: string[] = []
  for (const part of csvOfProfiles(profiles)) parts.push(part)
  saveFile(`${name}.csv`, new Blob(parts, { type: 'text/csv' }))
}
