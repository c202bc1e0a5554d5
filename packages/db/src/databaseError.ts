import { conflict, IngestionError, outage, permanent } from '@floatchat/contracts/IngestionError'

/**
 * What PostgreSQL, its driver or the network said, as the one error of the system; what none of them said, a fault of
 * ours, as it is. The only place where SQLSTATEs are read
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 *
 * Everything that waiting, an operator or a restart mends is an outage: the connection, the limits
 * of the machine, but also a wrong password and missing tables, since no record is to blame for
 * them. Two transactions that met are a conflict. What else the server refuses is the record's own fault.
 *
 * @param doing what was being done, as the sentence's subject: `Writing 'R1901393_001.nc'`.
 */
export function databaseError(error: unknown, doing: string): unknown {
  if (error instanceof IngestionError) return error
  const causes = chain(error)
  const state = causes.map((cause) => cause.code).find((code) => code !== undefined)
  const said = causes.at(-1)?.message ?? String(error)
  const detail = causes.map((cause) => cause.detail).find((text) => text !== undefined)
  const reason = detail === undefined ? said : `${said} (${detail})`

  if (state !== undefined && conflicts.has(state)) {
    return conflict(`${doing} met another transaction: ${said}`, error)
  }
  if (state === undefined ? causes.some(connectionWasLost) : isOutageState(state) || causes.some(isOutdatedPlan)) {
    return outage('DATABASE_UNAVAILABLE', `${doing} has to wait for the database: ${reason}`, error)
  }
  if (state === undefined || !isSqlState(state)) return error
  return permanent('REFUSED_BY_DATABASE', `${doing} was refused by the database: ${reason}`, error)
}

/** Runs the work and gives what the database says against it as an `IngestionError`. */
export async function asDatabaseWork<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw databaseError(error, doing)
  }
}

const conflicts = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
])

const outageClasses = new Set([
  '08', // connection exception
  '28', // invalid authorization
  '53', // insufficient resources: disk full, out of memory, too many connections
  '57', // operator intervention: shutdown, crash, cancelled
  '58', // system error: I/O
  'F0', // configuration file error
])

const outageStates = new Set([
  '25006', // read-only transaction: a standby, or a failover under way
  '25P03', // idle in transaction timeout
  '3D000', // no such database
  '3F000', // no such schema
  '40003', // statement completion unknown
  '42501', // insufficient privilege
  '42703', // undefined column,
  '42883', // undefined function and
  '42P01', // undefined table: the migrations have not been run
])

/**
 * Whether a statement that the server keeps has become another under a migration: it has to be prepared anew
 * (https://www.postgresql.org/docs/current/sql-prepare.html). The state alone says only that something is not supported.
 */
export function isOutdatedPlan(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === '0A000' && /cached plan must not change result type/.test(String(message))
}

/** `code` of an error is a SQLSTATE from the server, or the name of a system call's failure from Node. */
function isOutageState(state: string): boolean {
  if (isSqlState(state)) return outageStates.has(state) || outageClasses.has(state.slice(0, 2))
  return /^(E[A-Z]+|ERR_(SOCKET|TLS|SSL|STREAM)\w*|CERT_\w+|\w*SELF_SIGNED\w*)$/.test(state)
}

const isSqlState = (code: string) => /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)

// The driver says these without a code.
const lost =
  /connection (was )?(terminated|ended|closed|error)|timeout (expired|exceeded)|timed? ?out|not queryable|client (is|was) (destroyed|closed|pending destroy|not acquired)|pool (is being terminated|has ended)|server (does not|closed)/i
const lostNames = new Set(['BackendTerminatedError', 'BackendTerminatedUnexpectedlyError', 'ConnectionError'])

function connectionWasLost(error: Cause): boolean {
  return lostNames.has(error.name) || lost.test(error.message)
}

interface Cause {
  readonly name: string
  readonly message: string
  readonly code: string | undefined
  readonly detail: string | undefined
}

/** The error and its causes, outermost first; the errors of an AggregateError count as causes. */
function chain(error: unknown): Cause[] {
  const found: Cause[] = []
  let current: unknown = error
  while (current instanceof Error && found.length < 8) {
    const { code, detail } = current as { code?: unknown; detail?: unknown }
    found.push({
      // slonik's errors leave `name` as it is in Error.
      name: current.constructor.name,
      message: current.message,
      code: typeof code === 'string' ? code : undefined,
      detail: typeof detail === 'string' && detail !== '' ? detail : undefined,
    })
    current = current instanceof AggregateError && current.cause === undefined ? current.errors[0] : current.cause
  }
  return found
}
