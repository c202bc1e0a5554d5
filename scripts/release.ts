/**
 * Makes the changes that wait in `.changeset` the next release: raises the version of all packages together, and puts
 * what they say on top of CHANGELOG.md. Commit and tag what it leaves (docs/releasing.md).
 */
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { changelogEntry } from './changelogEntry.ts'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const changes = globSync('.changeset/*.md')
  .filter((path) => !path.endsWith('README.md'))
  .map((path) => readFileSync(path, 'utf8'))
if (changes.length === 0) throw new Error('Nothing waits in .changeset: there is nothing to release.')

// Fetched when it is needed: who only runs the system does not need it.
const { status } = spawnSync('npx', ['-y', '@changesets/cli@3', 'version'], { stdio: 'inherit' })
if (status !== 0) throw new Error('changeset version failed: nothing is released.')

const { version } = JSON.parse(readFileSync('packages/service/package.json', 'utf8')) as { version: string }
const [title, ...releases] = readFileSync('CHANGELOG.md', 'utf8').split(/^(?=## )/m)
const entry = changelogEntry(version, new Date().toISOString().slice(0, 10), changes)
writeFileSync('CHANGELOG.md', [title, entry, ...releases].join(''))
console.log(`CHANGELOG.md has ${version}. Look at it, commit, and tag v${version}.`)
