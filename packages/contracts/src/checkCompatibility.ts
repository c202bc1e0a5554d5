import type { Schema } from 'avsc'
import { avroType } from './avroType.ts'

/**
 * The oldest release whose instances may run beside today's: an upgrade replaces them one by one, and what today's
 * version writes goes to the old ones too. A symbol more in an enumeration is unreadable for release 1, which gave
 * its enumerations no default: whoever adds one sets this to 2.
 */
const oldestBeside = 1

/**
 * What keeps today's reader from the records of a release (the registry's rule BACKWARD_TRANSITIVE, checked without
 * one), or a release that may still run from today's records, a sentence each. Empty where all can be read.
 */
export function checkCompatibility(
  today: Schema,
  released: readonly { version: string; schema: Schema }[],
  oldest = oldestBeside,
): string[] {
  return released.flatMap(({ version, schema }) => [
    ...problem(`cannot read release ${version}`, today, schema),
    ...(Number(version) < oldest ? [] : problem(`cannot be read by release ${version}`, schema, today)),
  ])
}

function problem(what: string, reader: Schema, writer: Schema): string[] {
  try {
    avroType(reader).createResolver(avroType(writer))
    return []
  } catch (error) {
    return [`${what}: ${error instanceof Error ? error.message : String(error)}`]
  }
}
