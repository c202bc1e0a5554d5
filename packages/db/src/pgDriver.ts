import pg from 'pg'
import { createDriverFactory, type DriverCommand, type DriverFactory, type DriverTypeParser, parseDsn } from 'slonik'
import { CopyIn } from './CopyIn.ts'
import { copySource } from './copyInto.ts'
import { isOutdatedPlan } from './databaseError.ts'
import { StatementNames } from './StatementNames.ts'

/**
 * slonik's driver over `pg`, with what its own lacks: COPY (see `copyInto`), keep-alive, and a pool
 * that can be made while the database is away (its own asks the catalog for type numbers first;
 * those of built-in types never change, so here they are known), and prepared statements.
 *
 * @param preparing whether the server is to keep statements that come again, which a pooler in between may not allow.
 */
export function pgDriver({ preparing }: { readonly preparing: boolean }): DriverFactory {
  const names = preparing ? new StatementNames() : undefined
  return createDriverFactory(async ({ driverConfiguration }) => {
    const dsn = parseDsn(driverConfiguration.connectionUri)
    const configuration: pg.ClientConfig = {
      ...(dsn.applicationName === undefined ? {} : { application_name: dsn.applicationName }),
      ...(dsn.databaseName === undefined ? {} : { database: dsn.databaseName }),
      ...(dsn.host === undefined ? {} : { host: dsn.host }),
      ...(dsn.options === undefined ? {} : { options: dsn.options }),
      ...(dsn.password === undefined ? {} : { password: dsn.password }),
      ...(dsn.port === undefined ? {} : { port: dsn.port }),
      ...(dsn.username === undefined ? {} : { user: dsn.username }),
      ssl: sslOf(dsn.sslMode),
      ...timeout('connectionTimeoutMillis', driverConfiguration.connectionTimeout),
      ...timeout('statement_timeout', driverConfiguration.statementTimeout),
      ...timeout('idle_in_transaction_session_timeout', driverConfiguration.idleInTransactionSessionTimeout),
      // A database host that vanished without a word is noticed by the kernel, not never.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      types: { getTypeParser: typeParserOf(driverConfiguration.typeParsers) },
    }
    return {
      createPoolClient: async ({ clientEventEmitter }) => {
        const client = new pg.Client(configuration)
        const ask = askWith(client, names)
        client.on('error', (error) => {
          // Once slonik has let go of a connection it does not listen, and an error without a listener ends the process.
          if (clientEventEmitter.listenerCount('error') > 0) clientEventEmitter.emit('error', error)
        })
        client.on('notice', ({ message }) => {
          if (message !== undefined) clientEventEmitter.emit('notice', { message })
        })
        return {
          connect: async () => {
            await client.connect()
            // The server too must notice, in a minute and not in two hours, that a client's host vanished: its
            // transaction may hold locks. And the services ask for pages: what the server takes for dear, where tables are
            // large, it would compile first, which took 1.5 s of a page that takes 5 ms.
            await client.query(
              'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3; set jit = off',
            )
          },
          end: () => client.end(),
          query: async (statement, values) => {
            const source = /^COPY/.test(statement) ? copySource(values?.[0]) : undefined
            if (source !== undefined) {
              const copy = new CopyIn(statement.replace(/\/\*.*\*\/\s*$/, ''), source)
              client.query(copy as unknown as pg.Submittable) // Its type leaves out the handlers that pg calls.
              return { command: 'COPY', fields: [], rowCount: await copy.done, rows: [] }
            }
            const result = await ask(statement, values)
            return {
              command: result.command as DriverCommand,
              fields: result.fields.map((field) => ({ dataTypeId: field.dataTypeID, name: field.name })),
              rowCount: result.rowCount,
              rows: result.rows,
            }
          },
          stream: () => {
            throw new Error('This driver streams into the database, not out of it.')
          },
        }
      },
    }
  })
}

/** Asks under the statement's name where it has one. What the server keeps from before a migration is asked for no more. */
function askWith(client: pg.Client, names: StatementNames | undefined) {
  let generation = 1
  return async (text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> => {
    const name = values.length === 0 ? undefined : names?.nameOf(text)
    const query = { text, values: [...values] }
    try {
      return await client.query(name === undefined ? query : { ...query, name: `${name}_${generation}` })
    } catch (error) {
      if (isOutdatedPlan(error)) generation += 1
      throw error
    }
  }
}

function sslOf(mode: string | undefined): pg.ClientConfig['ssl'] {
  if (mode === 'require') return true
  return mode === 'no-verify' ? { rejectUnauthorized: false } : false
}

function timeout<Key extends string>(key: Key, milliseconds: number | 'DISABLE_TIMEOUT') {
  return (milliseconds === 'DISABLE_TIMEOUT' ? {} : { [key]: Math.max(1, milliseconds) }) as Partial<
    Record<Key, number>
  >
}

/** Type numbers of the built-in types that slonik's preset reads (pg_type.dat), and of arrays of them. */
const typeNumbers: Record<string, number> = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  numeric: 1700,
}

function typeParserOf(typeParsers: readonly DriverTypeParser[]) {
  const parsers = new Map<number, (text: string) => unknown>()
  for (const { name, parse } of typeParsers) {
    const number = typeNumbers[name]
    if (number === undefined) throw new TypeError(`the type '${name}' is not among those that the driver knows`)
    parsers.set(number, parse)
  }
  return (number: number, format?: 'text' | 'binary') =>
    parsers.get(number) ??
    (format === undefined ? pg.types.getTypeParser(number) : pg.types.getTypeParser(number, format as 'text'))
}
