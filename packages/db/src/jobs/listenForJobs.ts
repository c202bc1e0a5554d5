import pg from 'pg'
import type { Database } from '../connectDatabase.ts'

export interface Listener {
  /** Whether changes are heard at this moment; where not, whoever needs them has to look. */
  isListening(): boolean
  close(): Promise<void>
}

// After a lost connection.
const reconnectMs = 1_000

/** Hears of every job that changes, on whatever instance. One connection of its own, made again when it is lost. */
export function listenForJobs(database: Database, changed: (jobId: string) => void): Listener {
  let client: pg.Client | undefined
  let listening = false
  let closed = false
  let timer: NodeJS.Timeout | undefined
  void connect()

  return {
    isListening: () => listening,
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }

  async function connect(): Promise<void> {
    const connection = new pg.Client({
      connectionString: database.url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    client = connection
    connection.on('notification', ({ payload }) => {
      if (payload !== undefined) changed(payload)
    })
    const lost = () => {
      if (client !== connection) return
      client = undefined
      listening = false
      connection.end().catch(() => {})
      if (!closed) timer = setTimeout(() => void connect(), reconnectMs)
    }
    connection.on('error', lost)
    connection.on('end', lost)
    try {
      await connection.connect()
      await connection.query('listen floatchat_job_changed')
      listening = true
    } catch {
      lost()
    }
  }
}
