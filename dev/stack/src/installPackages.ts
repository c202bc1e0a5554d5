import { existsSync } from 'node:fs'
import type { Say } from './Part.ts'
import { run } from './run.ts'

// apt holds a lock of its own, but fails instead of waiting; and parts install in parallel.
let queue: Promise<unknown> = Promise.resolve()

/**
 * Installs Debian packages where that is possible without asking, after saying so.
 *
 * @param what what is missing, for people: 'Java 17 or later'
 * @throws Error with the one sentence that says what to install by hand.
 */
export async function installPackages(what: string, packages: readonly string[], say: Say): Promise<void> {
  const turn = queue.then(() => install(what, packages, say))
  queue = turn.catch(() => undefined)
  return turn
}

async function install(what: string, packages: readonly string[], say: Say): Promise<void> {
  const byHand = `${what} is missing: please install it (on Debian or Ubuntu: apt-get install ${packages.join(' ')}) and start again.`
  if (!existsSync('/usr/bin/apt-get')) throw new Error(byHand)
  const prefix = process.getuid?.() === 0 ? [] : await sudo(byHand)
  say(`${what} is missing: installing ${packages.join(' ')} by apt-get.`)
  const apt = async (...words: string[]): Promise<string> => {
    const options = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300']
    const [command = '', ...rest] = [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      ...options,
      ...words,
    ]
    return run(command, rest)
  }
  try {
    await apt('update').catch(() => undefined)
    await apt('install', '--no-install-recommends', ...packages)
  } catch (error) {
    throw new Error(`${byHand} Installing it here failed.`, { cause: error })
  }
}

async function sudo(byHand: string): Promise<string[]> {
  await run('sudo', ['-n', 'true']).catch((error: unknown) => {
    throw new Error(byHand, { cause: error })
  })
  return ['sudo', '-n']
}
