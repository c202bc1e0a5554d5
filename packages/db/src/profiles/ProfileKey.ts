import type { Direction, SourceKind } from '@floatchat/contracts/generated/records'

/** What names a profile whatever its version. */
export interface ProfileKey {
  readonly platformNumber: string
  readonly cycleNumber: number
  readonly direction: Direction
  readonly sourceKind: SourceKind
  readonly profileIndex: number
}

/** The key as one text, for maps. */
export function profileKeyText(key: ProfileKey): string {
  return `${key.platformNumber} ${key.cycleNumber} ${key.direction} ${key.sourceKind} ${key.profileIndex}`
}
