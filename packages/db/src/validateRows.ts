import type { Interceptor } from 'slonik'
import { SchemaValidationError } from 'slonik'

/**
 * Checks each row against the schema that its query was given with `sql.type`, and hands out what
 * the schema makes of it. Without it slonik's types are a promise that nobody keeps.
 *
 * At once, row by row: what waits for each row goes through a queue of slonik's, which costs several times the check.
 */
export const validateRows: Interceptor = {
  name: 'validate-rows',
  transformRow: ({ resultParser }, query, row) => {
    if (resultParser === undefined) return row
    const result = resultParser['~standard'].validate(row)
    if (result instanceof Promise) throw new TypeError('the schema of a row must not wait for anything')
    if (result.issues !== undefined) throw new SchemaValidationError(query, row, result.issues)
    return result.value as typeof row // What the schema gives is what the query's type says.
  },
}
