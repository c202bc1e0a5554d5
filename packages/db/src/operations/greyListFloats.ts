import { sql } from 'slonik'
import { z } from 'zod'
import type { Transaction } from '../Transaction.ts'

const row = z.object({ platform_number: z.string(), entries_sha256: z.string() })

/** The floats that the grey list named when it was last looked at, with the digest of their entries. */
export async function readGreyListFloats(transaction: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction.any(sql.type(row)`select platform_number, entries_sha256 from grey_list_floats`)
  return new Map(rows.map((one) => [one.platform_number, one.entries_sha256]))
}

/** Remembers what the grey list says of the floats now: undefined for those that it no longer names. */
export async function saveGreyListFloats(
  transaction: Transaction,
  floats: ReadonlyMap<string, string | undefined>,
): Promise<void> {
  const gone = [...floats].flatMap(([platform, digest]) => (digest === undefined ? [platform] : []))
  const named = [...floats].flatMap(([platform, digest]) => (digest === undefined ? [] : [[platform, digest]]))
  await transaction.query(sql.unsafe`
    delete from grey_list_floats where platform_number = any (${sql.array(gone, 'text')})`)
  await transaction.query(sql.unsafe`
    insert into grey_list_floats (platform_number, entries_sha256)
    select * from ${sql.unnest(named, ['text', 'text'])}
    on conflict (platform_number) do update set entries_sha256 = excluded.entries_sha256`)
}
