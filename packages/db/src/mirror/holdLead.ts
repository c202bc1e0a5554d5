import pg from 'pg'
import type { Database } from '../connectDatabase.ts'
import { databaseError } from '../databaseError.ts'

/** The sole right to mirror a source, for as long as the session that has it lives. */
export interface Lead {
  /** Aborted when the session is lost: another may lead by now. */
  readonly lost: AbortSignal
  release(): Promise<void>
}

// Names the mirrors' locks among the advisory locks of the database; the second number is the source.
const mirrorLock = 4_717
/** How often the session is asked whether it still lives. */
const lookMs = 2_000

/**
 * Takes the lead of a source, if nobody has it: an advisory lock of a session of its own.
 *
 * @returns undefined where another instance leads.
 * @throws IngestionError DATABASE_UNAVAILABLE
 */
export async function holdLead(database: Database, sourceId: number): Promise<Lead | undefined> {
  const client = new pg.Client({ connectionString: database.url, connectionTimeoutMillis: 5_000, keepAlive: true })
  const lost = new AbortController()
  const lose = () => lost.abort(new Error('The session that held the lead was lost.'))
  client.on('error', lose)
  client.on('end', lose)
  const release = async () => void (await client.end().catch(() => {}))
  try {
    await client.connect()
    const question = 'select pg_try_advisory_lock($1, $2) as taken'
    const { rows } = await client.query<{ taken: boolean }>(question, [mirrorLock, sourceId])
    if (rows[0]?.taken !== true) {
      await release()
      return undefined
    }
  } catch (error) {
    await release()
    throw databaseError(error, 'Taking the lead of a mirror')
  }
  const looking = setInterval(() => {
    // A session that does not answer may be held by nobody: the server ends it when the host is gone.
    const late = setTimeout(lose, 2 * lookMs)
    client.query('select 1').then(
      () => clearTimeout(late),
      () => {
        clearTimeout(late)
        lose()
      },
    )
  }, lookMs)
  return {
    lost: lost.signal,
    async release() {
      clearInterval(looking)
      client.removeListener('end', lose)
      await release()
    },
  }
}
