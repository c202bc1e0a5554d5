import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'

/** Writes the file that `start` ingests where none is named: the project's own biogeochemical fixture. */
export function sampleFile(home: string): string {
  const { filename, bytes } = bgcMultiProfile()
  const folder = join(home, 'samples')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, filename)
  writeFileSync(path, bytes)
  return path
}
