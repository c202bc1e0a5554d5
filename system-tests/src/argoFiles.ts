import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'

export interface TrueParameter {
  readonly mode: 'R' | 'A' | 'D'
  readonly n: number
  readonly sum: number
  readonly min: number | null
  readonly max: number | null
  readonly first: number | null
  readonly last: number | null
  readonly qc: Readonly<Record<string, number>>
  readonly raw_n: number
  readonly raw_sum: number
}

export interface TrueProfile {
  readonly i: number
  readonly platform: string
  readonly cycle: number
  readonly direction: 'A' | 'D'
  readonly data_mode: 'R' | 'A' | 'D' | null
  readonly juld: number | null
  readonly date: string | null
  readonly juld_qc: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly position_qc: string | null
  readonly vss: string | null
  readonly params: Readonly<Record<string, TrueParameter>>
}

export interface TrueFile {
  readonly file: string
  readonly data_type: string
  readonly profiles: readonly TrueProfile[]
}

export function trueFiles(): readonly TrueFile[] {
  const truth = JSON.parse(readFileSync(join(realArgoFiles, 'truth.json'), 'utf8')) as { cases: TrueFile[] }
  return truth.cases
}

/**
 * The profiles by the key that the database has them under: within one file, of one platform, cycle and
 * direction, the primary sampling is number 0 and the others follow in the order of the file.
 */
export function byKey(profiles: readonly TrueProfile[]): Map<string, TrueProfile> {
  const keyed = new Map<string, TrueProfile>()
  const groups = Map.groupBy(profiles, ({ platform, cycle, direction }) => `${platform}/${cycle}/${direction}`)
  for (const [key, group] of groups) {
    const isPrimary = ({ vss }: TrueProfile) => Number(vss?.startsWith('Primary') ?? false)
    const ordered = group.toSorted((a, b) => isPrimary(b) - isPrimary(a) || a.i - b.i)
    for (const [index, profile] of ordered.entries()) keyed.set(`${key}/${index}`, profile)
  }
  return keyed
}
