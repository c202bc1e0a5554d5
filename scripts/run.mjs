/**
 * Runs a TypeScript file of this repository with the Node that the repository pins, after making sure that
 * its dependencies are installed. Plain JavaScript, since it is what a machine's own Node (20 or later) runs.
 *
 *   node scripts/run.mjs <file below the root> [arguments]
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
// The binary itself: what pnpm puts into node_modules/.bin is a shell script, which no signal passes through.
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const stamp = join(root, 'node_modules', '.installed')

const [file, ...parameters] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: node scripts/run.mjs <file> [arguments]')
  process.exit(2)
}
installDependencies()
runFile(file, parameters)

function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex')
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  console.error('Installing dependencies.')
  const result = spawnSync('npx', ['-y', packageManager, 'install', '--frozen-lockfile'], {
    cwd: root,
    // CI: without a terminal pnpm asks nothing then.
    env: { ...process.env, CI: 'true' },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    console.error(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`)
    console.error('The dependencies could not be installed: see above.')
    process.exit(result.status ?? 1)
  }
  writeFileSync(stamp, lock)
}

function runFile(path, words) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, path), ...words], { stdio: 'inherit' })
  // From a terminal Ctrl-C reaches the child by itself; a signal sent to this process alone does not.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  if (process.env.npm_lifecycle_event) {
    // npm dies of a SIGTERM without a word to us; what we run must not go on alone.
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
  }
  child.once('error', (error) => {
    console.error(`${node} cannot be run: ${error.message}`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}
