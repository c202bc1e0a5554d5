import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '@floatchat/stack/stackSettings'
import { withLock } from '@floatchat/stack/withLock'

const run = promisify(execFile)

/**
 * A Python with the packages of a requirements file, kept in the user's cache folder for the next time.
 *
 * @returns the path of its interpreter, or why there is none
 */
export async function pythonWithPackages(requirements: string): Promise<{ python: string } | { missing: string }> {
  const version = await run('python3', ['-c', 'import sys; print(sys.version)']).catch(() => undefined)
  if (version === undefined) return { missing: 'python3 is not here' }
  const wanted = createHash('sha256')
    .update(version.stdout)
    .update(readFileSync(requirements))
    .digest('hex')
    .slice(0, 16)
  const cache = cacheFolder()
  const folder = join(cache, `python-${wanted}`)
  const python = join(folder, 'bin', 'python')
  const complete = join(folder, 'complete')
  mkdirSync(cache, { recursive: true })
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(complete)) return { python }
    try {
      await run('python3', ['-m', 'venv', '--clear', folder])
      const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]
      await run(python, pip, { timeout: 150_000 })
    } catch (error) {
      const [reason = ''] = String((error as { stderr?: string }).stderr || error)
        .trim()
        .split('\n')
        .slice(-1)
      return { missing: `${requirements} cannot be installed (${reason})` }
    }
    writeFileSync(complete, '')
    return { python }
  })
}
