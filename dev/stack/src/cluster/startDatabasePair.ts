import { chownSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { choosePort } from '../choosePort.ts'
import { createDatabase, databaseAnswers } from '../createDatabase.ts'
import { findPostgres } from '../findPostgres.ts'
import type { Launch, Say } from '../Part.ts'
import { initialize, serverSettings } from '../parts/postgres.ts'
import { run } from '../run.ts'
import { unprivilegedUser } from '../unprivilegedUser.ts'
import { OwnServer } from './OwnServer.ts'

/** A primary and a standby that has all that the primary has acknowledged. */
export interface DatabasePair {
  /** The port of the server that takes writes. */
  readonly primaryPort: number
  readonly primary: OwnServer
  /** Makes the standby the primary. The other one is no longer part of the pair: `renewStandby` makes it one. */
  promote(): Promise<void>
  /** Has the server that is no longer the primary copy the one that is, and follow it. */
  renewStandby(): Promise<void>
  stop(): Promise<void>
}

interface Member {
  readonly port: number
  readonly data: string
  readonly server: OwnServer
}

/** The address of a database of the server on this port. */
const addressOf = (port: number, database: string) => `postgresql://floatchat:floatchat@127.0.0.1:${port}/${database}`

/** @param folder one that the user who may run PostgreSQL can enter */
export async function startDatabasePair(folder: string, say: Say): Promise<DatabasePair> {
  const bin = await findPostgres(say)
  const user = await unprivilegedUser()
  const taken = new Set<number>()
  const member = async (name: string): Promise<Member> => {
    const own = join(folder, name)
    mkdirSync(own, { recursive: true, mode: 0o755 })
    if (user !== undefined) chownSync(own, user.uid, user.gid)
    const port = await choosePort([], taken)
    const data = join(own, 'data')
    return { port, data, server: serverOf(name, { bin, port, data, own, user }) }
  }
  let [primary, standby] = [await member('postgres-a'), await member('postgres-b')]
  await initialize(bin, join(folder, 'postgres-a'), primary.data, user)
  await primary.server.start()
  await primary.server.ready()
  await createDatabase(addressOf(primary.port, 'floatchat'))
  await follow()

  return {
    get primaryPort() {
      return primary.port
    },
    get primary() {
      return primary.server
    },
    async promote() {
      await run(join(bin, 'pg_ctl'), ['promote', '--pgdata', standby.data, '--wait'], { cwd: '/', ...user })
      ;[primary, standby] = [standby, primary]
      // There is nobody to wait for until the other follows.
      await ask(`alter system set synchronous_standby_names = ''`)
    },
    async renewStandby() {
      await standby.server.stop('by force')
      await follow()
    },
    async stop() {
      await Promise.all([primary.server.stop('by force'), standby.server.stop('by force')])
    },
  }

  /** The standby begins as a copy, and from then on a commit is acknowledged when both have it on their disks. */
  async function follow(): Promise<void> {
    rmSync(standby.data, { recursive: true, force: true })
    const from = ['--dbname', addressOf(primary.port, 'postgres'), '--pgdata', standby.data]
    await run(join(bin, 'pg_basebackup'), [...from, '--write-recovery-conf', '--checkpoint=fast'], {
      cwd: '/',
      ...user,
    })
    await standby.server.start()
    await standby.server.ready()
    await ask(`alter system set synchronous_standby_names = '*'`)
  }

  async function ask(statement: string): Promise<void> {
    const url = addressOf(primary.port, 'postgres')
    const words = ['--dbname', url, '--no-psqlrc', '--quiet', '--command', statement]
    await run(join(bin, 'psql'), [...words, '--command', 'select pg_reload_conf()'], { cwd: '/', ...user })
  }
}

interface ServerOptions {
  readonly bin: string
  readonly port: number
  readonly data: string
  readonly own: string
  readonly user: { uid: number; gid: number } | undefined
}

function serverOf(name: string, { bin, port, data, own, user }: ServerOptions): OwnServer {
  const launch: Launch = {
    command: join(bin, 'postgres'),
    arguments: [
      '-D',
      data,
      ...Object.entries(serverSettings(port)).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    ...(user === undefined ? {} : { user }),
    stopSignal: 'SIGINT',
  }
  return new OwnServer({
    name,
    log: join(own, 'postgres.log'),
    folder: own,
    launch: async () => launch,
    answers: () => databaseAnswers(addressOf(port, 'postgres')),
  })
}
