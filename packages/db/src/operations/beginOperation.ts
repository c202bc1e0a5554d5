import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { storableJson, storableText } from '../storableJson.ts'
import { isChosen, type ReprocessChoice } from './chooseFiles.ts'

export interface OperationRequest {
  readonly choice: ReprocessChoice
  /** The choice as it was asked for, to be shown. */
  readonly request: Readonly<Record<string, unknown>>
  readonly by: string
  readonly because: string | undefined
}

const chosen = z.object({ files: z.coerce.number(), bytes: z.coerce.number() })

/** How many files the choice means, and how many bytes they have together. */
export function countChosen(connection: CommonQueryMethods, choice: ReprocessChoice): Promise<z.output<typeof chosen>> {
  return connection.one(sql.type(chosen)`
    select count(*) as files, coalesce(sum(d.raw_file_size), 0) as bytes from datasets d where ${isChosen(choice)}`)
}

/**
 * Records an operation and the files that it means, as they are now. A gateway drives it from then on.
 *
 * @returns its id.
 */
export function beginOperation(
  connection: CommonQueryMethods,
  { choice, request, by, because }: OperationRequest,
): Promise<string> {
  return connection.oneFirst(sql.type(z.object({ operation_id: z.string() }))`
    with operation as (select gen_random_uuid() as operation_id),
    file as (select d.dataset_id from datasets d where ${isChosen(choice)}),
    begun as (
      insert into operations (operation_id, kind, request, requested_by, because, files_total)
      select operation_id, 'reprocess', ${sql.jsonb(storableJson(request))}, ${storableText(by).slice(0, 200)},
        ${because === undefined ? null : storableText(because).slice(0, 1000)}, (select count(*) from file)
      from operation
      returning operation_id
    ), files as (
      insert into operation_files (operation_id, dataset_id) select operation_id, dataset_id from operation, file
    )
    select operation_id from begun`)
}
