/**
 * Identifiers that must not be taken for one another.
 *
 * @module
 */

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** One ingestion job: an upload and every attempt at it. RFC 9562 UUID. */
export type JobId = Branded<'JobId'>
/** One stored file; each member of a zip has its own. RFC 9562 UUID. */
export type FileId = Branded<'FileId'>
/** One passage over a file. UUID version 7, so that later runs sort after earlier ones. */
export type RunId = Branded<'RunId'>
/** One operation over many files, as an operator asked for it. RFC 9562 UUID. */
export type OperationId = Branded<'OperationId'>

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether the text has the form of a UUID. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}

// The only places where a plain string becomes an identifier.
export const toJobId = (text: string): JobId => checked(text) as JobId
export const toFileId = (text: string): FileId => checked(text) as FileId
export const toOperationId = (text: string): OperationId => checked(text) as OperationId
export const toRunId = (text: string): RunId => checked(text) as RunId

function checked(text: string): string {
  if (!isUuid(text)) throw new TypeError(`'${text}' is not a UUID`)
  return text.toLowerCase()
}
