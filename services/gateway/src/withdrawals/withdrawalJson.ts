import type { WithdrawalRow } from '@floatchat/db/withdrawals/listWithdrawals'
import type { RequestPreview } from '@floatchat/intake/withdrawals'
import { z } from 'zod'
import { isoTime, isoTimeOrNull } from '../http/isoTime.ts'

export const kinds = ['withdraw', 'restore', 'purge'] as const
export type Kind = (typeof kinds)[number]

export const withdrawalJson = z
  .object({
    withdrawal_id: z.int(),
    kind: z.enum(kinds),
    dataset_id: z.int(),
    through_dataset_id: z.int().nullable().describe('The zip that it was asked for.'),
    filename: z.string().nullable(),
    because: z.string().describe('Why.'),
    requested_by: z.string(),
    requested_at: z.iso.datetime(),
    done_at: z.iso.datetime().nullable().describe('Null until it is done.'),
    state: z.enum(['requested', 'done']),
  })
  .meta({ id: 'Withdrawal' })

export function toWithdrawal(row: WithdrawalRow): z.output<typeof withdrawalJson> {
  return {
    ...row,
    requested_at: isoTime(row.requested_at),
    done_at: isoTimeOrNull(row.done_at),
    state: row.done_at === null ? 'requested' : 'done',
  }
}

/** Of more datasets or floats than this the answer has the numbers alone. */
const shown = 1_000

export const requestJson = z
  .object({
    kind: z.enum(kinds),
    dry_run: z.boolean(),
    requested: z.int().describe('Datasets for which it is, or would be, done.'),
    datasets: z
      .array(
        z.object({
          dataset_id: z.int(),
          filename: z.string().nullable(),
          through_dataset_id: z.int().nullable().describe('The zip that it was asked for.'),
          outcome: z
            .enum(['requested', 'already', 'separately', 'purged', 'held', 'unknown'])
            .describe(
              'requested: it will be done. already: it is so, or under way. separately: a member of the zip that was withdrawn by itself and stays so. purged: its bytes are gone for good. held: only what is withdrawn can be purged. unknown: there is no such dataset.',
            ),
        }),
      )
      .describe(`The first ${shown}, members of zips included.`),
    datasets_total: z.int(),
    floats: z
      .array(z.object({ platform_number: z.string(), profiles: z.int(), others: z.int() }))
      .describe(
        `The first ${shown}. profiles: of a withdrawal, those shown that vanish; of a restore, versions that count again. others: of these, of which another held file has a version, which comes back or is shown now.`,
      ),
    floats_total: z.int(),
    profiles: z.int().describe('Of all floats.'),
    others: z.int().describe('Of all floats.'),
  })
  .meta({ id: 'WithdrawalRequest' })

export function toRequest(
  kind: Kind,
  dryRun: boolean,
  { datasets, floats }: RequestPreview,
): z.output<typeof requestJson> {
  return {
    kind,
    dry_run: dryRun,
    requested: datasets.filter(({ outcome }) => outcome === 'requested').length,
    datasets: datasets.slice(0, shown).map((one) => ({ ...one })),
    datasets_total: datasets.length,
    floats: floats.slice(0, shown).map((one) => ({ ...one })),
    floats_total: floats.length,
    profiles: floats.reduce((sum, { profiles }) => sum + profiles, 0),
    others: floats.reduce((sum, { others }) => sum + others, 0),
  }
}
