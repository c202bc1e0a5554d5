import type { Schema } from 'avsc'
import { avroType } from './avroType.ts'

/**
 * What keeps today's reader from reading records of the released schemas, a sentence each: the rule
 * BACKWARD_TRANSITIVE of the registry, checked without one. Empty where all can be read.
 */
export function checkCompatibility(today: Schema, released: readonly { version: string; schema: Schema }[]): string[] {
  const reader = avroType(today)
  const problems: string[] = []
  for (const { version, schema } of released) {
    try {
      reader.createResolver(avroType(schema))
    } catch (error) {
      problems.push(`cannot read release ${version}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return problems
}
