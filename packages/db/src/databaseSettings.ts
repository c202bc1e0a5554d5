import { z } from 'zod'

const address = z
  .string()
  .regex(/^postgres(ql)?(\+\w+)?:\/\//, 'must begin with postgresql://')
  // SQLAlchemy's form names a driver (postgresql+psycopg2://), which the Python service's settings carry.
  .transform((url) => url.replace(/^postgres(ql)?(\+\w+)?:/, 'postgresql:'))

/** Settings of every service that talks to the database. Spread into the service's schema. */
export const databaseSettings = {
  DATABASE_URL: address.default('postgresql://floatchat:floatchat@localhost:5432/floatchat'),
  /**
   * Where a session of one's own is to be had, for what outlives a transaction: LISTEN, the lead of a mirror, migrations.
   * Only where DATABASE_URL leads to a pooler that hands each transaction another session.
   */
  DATABASE_DIRECT_URL: address.optional(),
  /** Connections one instance of the service may hold. */
  DB_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  /** Whether the server keeps statements that come again. Not behind a pooler that hands each transaction another session. */
  DB_PREPARED_STATEMENTS: z.stringbool().default(true),
}

const settings = z.object(databaseSettings)
export type DatabaseSettings = z.output<typeof settings>
