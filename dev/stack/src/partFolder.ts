import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { PartName } from './Part.ts'
import { run } from './run.ts'
import { homeName } from './stackSettings.ts'
import { unprivilegedUser } from './unprivilegedUser.ts'

/**
 * The folder for a part's state: below the data folder, except where PostgreSQL must run as another user
 * who may not enter that. Then it is a folder of the system's, named after the data folder.
 *
 * @param durable whether the state must outlive a restart of the machine
 */
export async function partFolder(home: string, name: PartName, durable: boolean): Promise<string> {
  const inside = join(home, name)
  const user = name === 'postgres' ? await unprivilegedUser() : undefined
  if (user === undefined || (await canEnter(home, user))) {
    mkdirSync(inside, { recursive: true })
    return inside
  }
  const outside = join(durable ? '/var/lib/postgresql' : tmpdir(), `floatchat-${homeName(home)}`)
  mkdirSync(outside, { recursive: true, mode: 0o755 })
  return outside
}

async function canEnter(folder: string, user: { uid: number; gid: number }): Promise<boolean> {
  mkdirSync(folder, { recursive: true })
  // `cd` fails where any folder on the way is closed, which looking at modes would have to find out one by one.
  return run('sh', ['-c', `cd "$1"`, 'sh', folder], { cwd: dirname('/'), ...user }).then(
    () => true,
    () => false,
  )
}
