import { sql } from 'slonik'
import type { ProfileKey } from './ProfileKey.ts'

/** A statement with more keys than this would be planned and sent as one lump. */
export const keysAtOnce = 5_000

/** Keys as rows (platform_number, cycle_number, direction, source_kind, profile_index) of a statement. */
export function unnestKeys(keys: readonly ProfileKey[]) {
  return sql.fragment`unnest(
    ${sql.array(
      keys.map((key) => key.platformNumber),
      'text',
    )},
    ${sql.array(
      keys.map((key) => key.cycleNumber),
      'int4',
    )},
    ${sql.array(
      keys.map((key) => key.direction),
      'bpchar',
    )},
    ${sql.array(
      keys.map((key) => key.sourceKind),
      'text',
    )},
    ${sql.array(
      keys.map((key) => key.profileIndex),
      'int4',
    )}
  ) as k (platform_number, cycle_number, direction, source_kind, profile_index)`
}
