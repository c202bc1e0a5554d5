import { z } from 'zod'

/**
 * A whole number in the query, held to a range: what lies outside counts as its nearest end, as it did in
 * the Python service. Anything that is no whole number is refused.
 */
export function heldTo(min: number, max: number, fallback: number, description: string) {
  return z
    .string()
    .regex(/^[+-]?\d+$/, 'must be a whole number')
    .transform((text) => Math.min(max, Math.max(min, Number(text))))
    .optional()
    .transform((value) => value ?? fallback)
    .meta({ description: `${description} Held to ${min}..${max}.`, openapi: { type: 'integer', default: fallback } })
}

// PostgreSQL's integer; nobody pages that far.
export const lastOffset = 2_147_483_647

export const paging = {
  limit: heldTo(1, 100, 20, 'How many.'),
  offset: heldTo(0, lastOffset, 0, 'How many to leave out before them.'),
}

export const order = z.enum(['asc', 'desc'])

/** An id in the path: a positive whole number as PostgreSQL's integer has it. */
export function idParam(name: string) {
  return z
    .string()
    .regex(/^\d{1,15}$/, `${name} must be a whole number`)
    .transform(Number)
    .meta({ openapi: { type: 'integer', minimum: 0, maximum: 999_999_999_999_999 } })
}

/** Ids that no row can have: asking the database for them would be an error there. */
export const isInteger32 = (id: number) => id <= lastOffset

/** Parts, separated by commas, each of which matches the pattern. Undefined where there are none. */
export function listOf(pattern: string, most: number) {
  return z
    .string()
    .regex(
      new RegExp(`^((${pattern})(,(${pattern})){0,${most - 1}})?$`),
      `must be at most ${most} of a kind, separated by commas`,
    )
    .transform((text) => (text === '' ? undefined : text.split(',')))
    .optional()
}

/** Text to look for. NUL, which PostgreSQL has no text with, is in no name either. */
export function searchText(description: string) {
  return z
    .string()
    .max(200)
    .transform((text) => text.replaceAll('\0', '') || undefined)
    .optional()
    .describe(description)
}
