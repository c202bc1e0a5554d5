import type { SerializableValue } from 'slonik'

/**
 * The value as JSON that PostgreSQL stores: jsonb refuses the character NUL and lone surrogates, both of
 * which file names and damaged files bring along.
 */
export function storableJson(value: unknown): SerializableValue {
  // They are escaped in JSON; that nothing is, is known faster than that no string holds any.
  if (!/\\u(0000|d[89a-f])/.test(JSON.stringify(value))) return value as SerializableValue
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storableText(part) : part)),
  ) as SerializableValue
}

export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{fffd}')
}
