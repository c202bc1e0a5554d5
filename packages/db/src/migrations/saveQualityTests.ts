import { qualityTests } from '@floatchat/contracts/qualityTests'
import type pg from 'pg'

/**
 * Brings the table `quality_tests` to what the code says, so that a new test needs no migration. A test that the code
 * no longer has stays: rows that are there may carry its bit.
 */
export async function saveQualityTests(client: pg.Client): Promise<void> {
  const rows = qualityTests.map(({ bit, key, test, name, judges, source }) => ({
    ...{ bit, test, name, judges, source },
    is_run: key !== null,
  }))
  await client.query(
    `insert into quality_tests as known (bit, test, name, judges, source, is_run)
     select bit, test, name, judges, source, is_run from jsonb_to_recordset($1)
       as row (bit smallint, test smallint, name text, judges text, source text, is_run boolean)
     on conflict (bit) do update set test = excluded.test, name = excluded.name, judges = excluded.judges,
       source = excluded.source, is_run = excluded.is_run
     where (known.test, known.name, known.judges, known.source, known.is_run)
       is distinct from (excluded.test, excluded.name, excluded.judges, excluded.source, excluded.is_run)`,
    [JSON.stringify(rows)],
  )
}
