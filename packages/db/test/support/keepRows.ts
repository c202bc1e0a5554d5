import pg from 'pg'
import type { Database } from '../../src/connectDatabase.ts'

/** As `readRows`, over one connection that is kept: for who looks thousands of times. */
export interface KeptRows {
  rows<Row extends object = Record<string, unknown>>(text: string): Promise<Row[]>
  close(): Promise<void>
}

export function keepRows({ url }: Pick<Database, 'url'>): KeptRows {
  let kept: Promise<pg.Client> | undefined
  return {
    async rows<Row extends object>(text: string) {
      kept ??= connect()
      return (await (await kept).query<Row>(text)).rows
    },
    async close() {
      await (await kept)?.end()
    },
  }

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url, application_name: 'floatchat-look' })
    // A server that is started anew ends it: the next look has another.
    client.on('error', () => {
      kept = undefined
    })
    await client.connect()
    return client
  }
}
