import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

export interface TemporaryFile extends AsyncDisposable {
  readonly path: string
}

/**
 * A folder for temporary files that belongs to this process alone and goes with it.
 *
 * Its name holds the machine, the process and when that began, so that the leftovers of a killed process
 * are known from the files of one that lives, also where several share the parent folder and where the
 * process number has been given out again.
 */
export class WorkFolder implements AsyncDisposable {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /** Makes the folder and removes those that dead processes of this machine have left in `parent`. */
  static async claim(parent: string): Promise<WorkFolder> {
    const machine = hostname().replaceAll(/[^A-Za-z0-9-]/g, '-')
    await mkdir(parent, { recursive: true })
    for (const name of await readdir(parent)) {
      const [owner, pid = '', begun] = name.split('.')
      if (owner !== machine || !/^\d+$/.test(pid) || begun === undefined) continue
      if ((await beginOf(Number(pid))) !== begun) await rm(join(parent, name), { recursive: true, force: true })
    }
    const path = join(parent, `${machine}.${process.pid}.${await beginOf(process.pid)}`)
    await mkdir(path, { recursive: true })
    return new WorkFolder(path)
  }

  /** A name for a file in the folder; the file is gone when the value is disposed of. */
  temporaryFile(): TemporaryFile {
    const path = join(this.path, randomUUID())
    return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}

/** When the process began, in ticks since the machine did; 'gone' where there is none. */
async function beginOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The command in brackets may hold blanks; the start time is field 22 (proc(5)), the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'unknown'
  } catch {
    return process.platform === 'linux' ? 'gone' : isAlive(pid) ? 'unknown' : 'gone'
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
