import pg from 'pg'
import type { Database } from './connectDatabase.ts'
import { outboxChannel } from './outbox/outboxChannel.ts'

export interface Listener {
  /** Whether changes are heard at this moment; where not, whoever needs them has to look. */
  isListening(): boolean
  close(): Promise<void>
}

// After a lost connection.
const reconnectMs = 1_000

const jobChannel = 'floatchat_job_changed'

/** What is heard of, on whatever instance it happens. */
export interface Heard {
  readonly jobChanged: (jobId: string) => void
  /** Another service has put events into the outbox. */
  readonly outboxFilled: () => void
}

/** Hears of changes in the database. One connection of its own, made again when it is lost. */
export function listenForChanges(database: Database, { jobChanged, outboxFilled }: Heard): Listener {
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
    connection.on('notification', ({ channel, payload }) => {
      if (channel === outboxChannel) outboxFilled()
      else if (payload !== undefined) jobChanged(payload)
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
      await connection.query(`listen ${jobChannel}; listen ${outboxChannel}`)
      listening = true
    } catch {
      lost()
    }
  }
}
