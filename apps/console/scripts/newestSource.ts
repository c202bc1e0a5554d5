import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const consoleRoot = join(import.meta.dirname, '..')
const sources = [
  'src',
  'public',
  'scripts',
  'index.html',
  'package.json',
  '../../pnpm-lock.yaml',
  '../../packages/contracts/src',
]

/** When the newest file that the console is built from was changed, milliseconds since 1970-01-01T00:00Z. */
export function newestSource(): number {
  return Math.max(...sources.map((name) => newestIn(join(consoleRoot, name))))
}

function newestIn(path: string): number {
  const status = statSync(path)
  if (!status.isDirectory()) return status.mtimeMs
  const names = readdirSync(path)
  // The folder's own time tells of files that were taken away.
  return Math.max(status.mtimeMs, ...names.map((name) => newestIn(join(path, name))))
}
