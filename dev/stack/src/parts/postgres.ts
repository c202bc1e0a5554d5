import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabase, databaseAnswers } from '../createDatabase.ts'
import { findPostgres } from '../findPostgres.ts'
import type { Part } from '../Part.ts'
import { run } from '../run.ts'
import { unprivilegedUser } from '../unprivilegedUser.ts'

/** A private PostgreSQL cluster with PostGIS. */
export const postgres: Part = {
  name: 'postgres',
  title: 'PostgreSQL with PostGIS',
  ports: { server: { setting: 'FLOATCHAT_POSTGRES_PORT', preferred: 5432 } },
  given: (environment) => (environment.DATABASE_URL ? { DATABASE_URL: environment.DATABASE_URL } : undefined),
  variables: (ports) => ({ DATABASE_URL: `postgresql://floatchat:floatchat@127.0.0.1:${ports.server}/floatchat` }),
  install: async (say) => {
    await findPostgres(say)
  },
  launch: async ({ folder, ports, durable, say }) => {
    const bin = await findPostgres(say)
    const user = await unprivilegedUser()
    const data = join(folder, 'data')
    if (!existsSync(join(data, 'PG_VERSION'))) await initialize(bin, folder, data, user)
    const settings = { ...serverSettings(ports.server ?? 5432), ...(durable ? {} : carefree) }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    return {
      command: join(bin, 'postgres'),
      arguments: ['-D', data, ...flags],
      ...(user === undefined ? {} : { user }),
      // Fast shutdown. SIGTERM would wait until the last client has gone.
      stopSignal: 'SIGINT',
    }
  },
  container: () => ({
    image: 'postgis/postgis:15-3.4',
    ports: { server: 5432 },
    environment: { POSTGRES_USER: 'floatchat', POSTGRES_PASSWORD: 'floatchat', POSTGRES_DB: 'floatchat' },
    dataPath: '/var/lib/postgresql/data',
    command: Object.entries(tuning).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  }),
  check: async ({ DATABASE_URL: url = '' }) => {
    // The maintenance database, since ours may not have been created yet.
    const maintenance = new URL(url)
    maintenance.pathname = '/postgres'
    await databaseAnswers(maintenance.href).catch(async () => databaseAnswers(url))
  },
  prepare: async ({ DATABASE_URL: url = '' }) => createDatabase(url),
}

const tuning = {
  shared_buffers: '128MB',
  max_connections: '200',
  // Bulk loads: a checkpoint by time, not every 1 GB.
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
}

// State that is thrown away need not survive a power cut. It does survive a kill of the server.
const carefree = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

export function serverSettings(port: number): Record<string, string> {
  return {
    ...tuning,
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] ',
    timezone: 'UTC',
  }
}

/** A new cluster in `data`. What of one is left from an interrupted start is removed. */
export async function initialize(
  bin: string,
  folder: string,
  data: string,
  user: { uid: number; gid: number } | undefined,
): Promise<void> {
  // Half a cluster from an interrupted start is of no use.
  rmSync(data, { recursive: true, force: true })
  const password = join(folder, 'password')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeFileSync(password, 'floatchat\n', { mode: 0o600 })
  if (user !== undefined) for (const path of [data, password]) chownSync(path, user.uid, user.gid)
  const identity = ['--username=floatchat', `--pwfile=${password}`, '--auth=scram-sha-256']
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8']
  try {
    await run(join(bin, 'initdb'), ['--pgdata', data, ...identity, ...locale, '--no-sync'], { cwd: '/', ...user })
  } finally {
    rmSync(password, { force: true })
  }
}
