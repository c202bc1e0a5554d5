import type { OperationRow } from '@floatchat/db/operations/OperationRow'
import { changeRow, operationFileRow, operationState } from '@floatchat/db/operations/OperationRow'
import { z } from 'zod'
import { isoTime, isoTimeOrNull } from '../http/isoTime.ts'

export const operationJson = z
  .object({
    operation_id: z.uuid(),
    kind: z.enum(['reprocess']),
    request: z.record(z.string(), z.unknown()).describe('Which files were meant, as it was asked for.'),
    state: operationState.describe('stopped: no further file is begun; done: every file has ended.'),
    requested_by: z.string(),
    because: z.string().nullable(),
    requested_at: z.iso.datetime(),
    changed_by: z.string().nullable().describe('Who paused, resumed or stopped it last.'),
    changed_at: z.iso.datetime(),
    ended_at: z.iso.datetime().nullable(),
    files: z.object({
      total: z.int().describe('Chosen when it was asked for.'),
      succeeded: z.int(),
      failed: z.int(),
      missing: z.int().describe('Their raw file is no longer in the bucket.'),
      withdrawn: z.int().describe('Withdrawn before their turn came.'),
      sent: z.int().describe('On their way through the stages.'),
      waiting: z.int(),
    }),
  })
  .meta({ id: 'Operation' })

export const operationListJson = z
  .object({ operations: z.array(operationJson), total: z.int(), limit: z.int(), offset: z.int() })
  .meta({ id: 'OperationList' })

export const changesJson = z
  .object({
    changes: z.array(
      changeRow.extend({
        parameter: z.string().nullable().describe('Null for profiles as a whole.'),
        test_bit: z.int().nullable().describe('The quality test; null where values are counted.'),
        test: z.string().nullable().describe('Its name.'),
        profiles: z.int().describe('Profiles in which there was any such change.'),
        added: z
          .int()
          .describe('Profiles shown that were not, values that were missing, or levels that fail the test now.'),
        gone: z.int().describe('The other way round.'),
        changed: z.int().describe('Profiles, or levels, that are there as before and differ.'),
      }),
    ),
    total: z.int(),
    limit: z.int(),
    offset: z.int(),
  })
  .meta({ id: 'OperationChanges' })

export const operationFilesJson = z
  .object({ files: z.array(operationFileRow), total: z.int(), limit: z.int(), offset: z.int() })
  .meta({ id: 'OperationFiles' })

export function toOperation(row: OperationRow): z.output<typeof operationJson> {
  const {
    files_total,
    files_succeeded,
    files_failed,
    files_missing,
    files_withdrawn,
    files_sent,
    files_waiting,
    ...rest
  } = row
  return {
    ...rest,
    requested_at: isoTime(row.requested_at),
    changed_at: isoTime(row.changed_at),
    ended_at: isoTimeOrNull(row.ended_at),
    files: {
      ...{ total: files_total, succeeded: files_succeeded, failed: files_failed, missing: files_missing },
      ...{ withdrawn: files_withdrawn, sent: files_sent, waiting: files_waiting },
    },
  }
}
