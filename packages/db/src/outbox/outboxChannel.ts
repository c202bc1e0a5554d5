import { type CommonQueryMethods, sql } from 'slonik'

/** Where those who put events into the outbox, and have no relay of their own, say so: gateways listen. */
export const outboxChannel = 'floatchat_outbox_filled'

/** Says so when the transaction ends: by looking, a gateway would find them after a second. */
export async function tellOutboxFilled(connection: CommonQueryMethods): Promise<void> {
  await connection.query(sql.unsafe`select pg_notify(${outboxChannel}, '')`)
}
