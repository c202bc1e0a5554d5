import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { choosePort } from '../choosePort.ts'
import { databaseAnswers } from '../createDatabase.ts'
import { installPackages } from '../installPackages.ts'
import type { Say } from '../Part.ts'
import { unprivilegedUser } from '../unprivilegedUser.ts'
import { OwnServer } from './OwnServer.ts'

const places = ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer']

/** A pgbouncer in transaction mode before the server on this port of 127.0.0.1. */
export async function startPooler(
  folder: string,
  databasePort: number,
  say: Say,
): Promise<OwnServer & { readonly port: number }> {
  const command = await findPgbouncer(say)
  const user = await unprivilegedUser()
  const own = join(folder, 'pgbouncer')
  mkdirSync(own, { recursive: true, mode: 0o755 })
  const port = await choosePort([], new Set())
  const settings = join(own, 'pgbouncer.ini')
  writeFileSync(settings, settingsOf(own, port, databasePort), { mode: 0o644 })
  writeFileSync(join(own, 'users'), '"floatchat" "floatchat"\n', { mode: 0o644 })
  if (user !== undefined) chownSync(own, user.uid, user.gid)
  const server = new OwnServer({
    name: 'pgbouncer',
    log: join(own, 'pgbouncer.log'),
    folder: own,
    launch: async () => ({
      command,
      arguments: [settings],
      ...(user === undefined ? {} : { user }),
      // Ends at once; SIGTERM does the same from version 1.23 on only after the last client.
      stopSignal: 'SIGQUIT',
    }),
    answers: () => databaseAnswers(`postgresql://floatchat:floatchat@127.0.0.1:${port}/postgres`),
  })
  await server.start()
  await server.ready()
  return Object.assign(server, { port })
}

/** In transaction mode; what the services say at the start of a session it takes and passes over. */
function settingsOf(own: string, port: number, databasePort: number): string {
  return [
    '[databases]',
    `* = host=127.0.0.1 port=${databasePort}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${join(own, 'users')}`,
    'pool_mode = transaction',
    'max_client_conn = 500',
    'default_pool_size = 60',
    'server_connect_timeout = 3',
    'server_login_retry = 1',
    'query_wait_timeout = 20',
    'ignore_startup_parameters = extra_float_digits,options,statement_timeout,idle_in_transaction_session_timeout',
    'log_connections = 0',
    'log_disconnections = 0',
    '',
  ].join('\n')
}

async function findPgbouncer(say: Say): Promise<string> {
  const there = places.find((path) => existsSync(path))
  if (there !== undefined) return there
  await installPackages('pgbouncer', ['pgbouncer'], say)
  const installed = places.find((path) => existsSync(path))
  if (installed === undefined) throw new Error('pgbouncer was installed and is not where it belongs.')
  return installed
}
