import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '@floatchat/stack/stackSettings'

/** The path of Prometheus's promtool: installed, or out of Debian's package into the cache; undefined where neither. */
export function findPromtool(): string | undefined {
  const cache = cacheFolder()
  const kept = join(cache, 'promtool')
  for (const candidate of ['promtool', kept]) {
    try {
      execFileSync(candidate, ['--version'], { stdio: 'ignore' })
      return candidate
    } catch {
      // Not this one.
    }
  }
  if (!existsSync('/usr/bin/apt-get')) return undefined
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'promtool-'))
  try {
    execFileSync('apt-get', ['download', '-q', 'prometheus'], { cwd: folder, stdio: 'ignore', timeout: 100_000 })
    const [file = ''] = readdirSync(folder)
    execFileSync('dpkg', ['-x', join(folder, file), folder], { stdio: 'ignore' })
    renameSync(join(folder, 'usr/bin/promtool'), kept)
    return kept
  } catch {
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
