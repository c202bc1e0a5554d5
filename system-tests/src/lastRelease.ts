import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder, repositoryRoot } from '@floatchat/stack/stackSettings'

const execute = promisify(execFile)
const run = (command: string, words: readonly string[], options: object) =>
  execute(command, words, { maxBuffer: 1 << 28, ...options })
const git = async (...words: string[]) => (await run('git', words, { cwd: repositoryRoot })).stdout.trim()

/** What a release leaves behind that has no tag: schemas and tables as they were, which never change again. */
const released = ['packages/contracts/released', 'packages/db/test/states']

/**
 * The folder with the code of the last release, unpacked from the history of this repository with what it depends on.
 * It stays where downloaded servers are kept, for the next time. UPGRADE_FROM names another commit to begin from.
 *
 * @throws Error where the history is not there: an upgrade that was not tried must not look like one that went well.
 */
export async function lastRelease(): Promise<string> {
  const commit = await lastReleased()
  const folder = join(cacheFolder(), 'releases', commit)
  if (!existsSync(folder)) {
    const half = `${folder}.${process.pid}`
    rmSync(half, { recursive: true, force: true })
    mkdirSync(half, { recursive: true })
    const archive = `${half}.tar`
    await git('archive', '--output', archive, commit)
    await run('tar', ['-xf', archive, '-C', half], {})
    rmSync(archive)
    renameSync(half, folder)
  }
  // Installs what is missing, with the Node of that release.
  await byRelease(folder, ['--help'], {})
  return folder
}

async function lastReleased(): Promise<string> {
  const shallow = await git('rev-parse', '--is-shallow-repository').catch(() => 'without git')
  if (shallow !== 'false') {
    throw new Error(
      'The upgrade begins with the code of the last release, and this copy of the repository is without its history: ' +
        'clone it whole, or `git fetch --unshallow --tags`.',
    )
  }
  const from =
    process.env.UPGRADE_FROM ?? (await git('tag', '--merged', 'HEAD', '--list', 'v*', '--sort=-version:refname'))
  const [tag] = from.split('\n')
  if (tag !== undefined && tag !== '') return git('rev-parse', '--verify', `${tag}^{commit}`)
  return git('log', '-1', '--diff-filter=A', '--format=%H', '--', ...released)
}

/** Makes topics, schemas, tables and bucket as the release does. */
export async function prepareByRelease(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  await byRelease(folder, ['setup'], env)
}

async function byRelease(folder: string, words: readonly string[], env: Readonly<Record<string, string>>) {
  const { PATH, HOME } = process.env
  await run(join(folder, 'scripts/run'), ['apps/cli/src/main.ts', ...words], { env: { PATH, HOME, ...env } })
}
