import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import {
  type ChangeRow,
  changeRow,
  type OperationFileRow,
  type OperationRow,
  operationFileRow,
  operationRow,
} from './OperationRow.ts'

const select = sql.fragment`
  select operation_id, kind, request, state, requested_by, because, requested_at, changed_by, changed_at, ended_at,
    files_total, files_succeeded, file.*
  from operations
  cross join lateral (
    select (count(*) filter (where file.state = 'waiting'))::int as files_waiting,
      (count(*) filter (where file.state = 'sent'))::int as files_sent,
      (count(*) filter (where file.state = 'failed'))::int as files_failed,
      (count(*) filter (where file.state = 'missing'))::int as files_missing,
      (count(*) filter (where file.state = 'withdrawn'))::int as files_withdrawn
    from operation_files as file where file.operation_id = operations.operation_id
  ) as file`

/** A page of operations, newest first, and how many there are in all. */
export function listOperations(
  database: Database,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ operations: readonly OperationRow[]; total: number }> {
  return asDatabaseWork('Listing operations', async () => ({
    operations: await database.pool.any(sql.type(operationRow)`
      ${select} order by requested_at desc, operation_id limit ${limit} offset ${offset}`),
    total: await count(database, sql.fragment`operations`),
  }))
}

/** The operation, or undefined for an unknown one. */
export function readOperation(database: Database, operationId: string): Promise<OperationRow | undefined> {
  return asDatabaseWork('Reading an operation', async () => {
    const found = await database.pool.maybeOne(sql.type(operationRow)`${select} where operation_id = ${operationId}`)
    return found ?? undefined
  })
}

/** What it changed so far, by float, parameter and test; of every float first the profiles as a whole. */
export function readChanges(
  database: Database,
  operationId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ changes: readonly ChangeRow[]; total: number }> {
  const from = sql.fragment`operation_changes where operation_id = ${operationId}`
  return asDatabaseWork('Reading what an operation changed', async () => ({
    changes: await database.pool.any(sql.type(changeRow)`
      select platform_number, parameter, test_bit, profiles, added, gone, changed from ${from}
      order by platform_number, parameter nulls first, test_bit nulls first limit ${limit} offset ${offset}`),
    total: await count(database, from),
  }))
}

/** Its files that have not succeeded, those that could not be read again first. */
export function readOperationFiles(
  database: Database,
  operationId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ files: readonly OperationFileRow[]; total: number }> {
  return asDatabaseWork('Reading the files of an operation', async () => ({
    files: await database.pool.any(sql.type(operationFileRow)`
      select dataset_id, source_filename as filename, raw_file_path as object_key, state, reason
      from operation_files join datasets using (dataset_id) where operation_id = ${operationId}
      order by state in ('waiting', 'sent'), dataset_id limit ${limit} offset ${offset}`),
    total: await count(database, sql.fragment`operation_files where operation_id = ${operationId}`),
  }))
}

function count({ pool }: Database, from: FragmentSqlToken): Promise<number> {
  return pool.oneFirst(sql.type(z.object({ count: z.coerce.number() }))`select count(*) as count from ${from}`)
}
