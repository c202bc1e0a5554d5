import { chownSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@floatchat/db/connectDatabase'
import { run } from '@floatchat/stack/run'
import { unprivilegedUser } from '@floatchat/stack/unprivilegedUser'
import { sql } from 'slonik'
import { fillDisk } from './fillDisk.ts'

const megabytes = 256
const large = ['measurements', 'profile_variables', 'profiles'] as const

/**
 * A disk of its own for the large tables, in memory: to be filled and emptied while the database runs on it.
 * The log of the database (pg_wal) stays where it is: with that disk full PostgreSQL ends itself, and who
 * starts it again is its supervisor's business and not ours.
 */
export class SmallDisk {
  readonly #folder: string
  readonly #database: Database

  private constructor(folder: string, database: Database) {
    this.#folder = folder
    this.#database = database
  }

  /** Why there can be none here; undefined where there can. */
  static get impossible(): string | undefined {
    if (process.platform !== 'linux') return 'a disk in memory is mounted on Linux only'
    return process.getuid?.() === 0 ? undefined : 'mounting a disk needs root'
  }

  static async mount(database: Database): Promise<SmallDisk> {
    const folder = mkdtempSync(join(tmpdir(), 'floatchat-disk-'))
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder])
    const disk = new SmallDisk(folder, database)
    try {
      const user = await unprivilegedUser()
      if (user !== undefined) chownSync(folder, user.uid, user.gid)
      await database.pool.query(sql.unsafe`create tablespace small location ${sql.literalValue(folder)}`)
      await disk.#move('small')
    } catch (error) {
      await disk.close()
      throw error
    }
    return disk
  }

  /** Leaves less room than a table grows by at once. */
  fill(): void {
    fillDisk(join(this.#folder, 'ballast'))
  }

  /** Bytes that are free. */
  get free(): number {
    const { bavail, bsize } = statfsSync(this.#folder)
    return bavail * bsize
  }

  empty(): void {
    rmSync(join(this.#folder, 'ballast'), { force: true })
  }

  async close(): Promise<void> {
    this.empty()
    await this.#move('pg_default').catch(() => undefined)
    await this.#database.pool.query(sql.unsafe`drop tablespace if exists small`).catch(() => undefined)
    await run('umount', ['-l', this.#folder])
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #move(space: 'small' | 'pg_default'): Promise<void> {
    for (const table of large) {
      await this.#database.pool.query(
        sql.unsafe`alter table ${sql.identifier([table])} set tablespace ${sql.identifier([space])}`,
      )
    }
  }
}
