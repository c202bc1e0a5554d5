import type { LoadedProfile, LoadedVariable, Values } from './LoadedProfile.ts'

/** Values with which flags are looked at: all, those that are not bad or probably bad, or those called good. */
export const flagChoices = { all: 'any flag', usable: 'flags 1, 2, 5, 8', good: 'flag 1 only' } as const
export type FlagChoice = keyof typeof flagChoices

const accepted: Readonly<Record<Exclude<FlagChoice, 'all'>, ReadonlySet<string>>> = {
  usable: new Set(['1', '2', '5', '8']),
  good: new Set(['1']),
}
const made = new WeakMap<LoadedProfile, Map<FlagChoice, LoadedProfile>>()

/** The profile with the values alone that the file delivers with such a flag; the others are missing. */
export function withFlags(profile: LoadedProfile, choice: FlagChoice): LoadedProfile {
  if (choice === 'all') return profile
  const kept = made.get(profile) ?? new Map<FlagChoice, LoadedProfile>()
  made.set(profile, kept)
  const known = kept.get(choice)
  if (known !== undefined) return known
  const good = accepted[choice]
  const variables = [...profile.variables].map(([name, variable]): [string, LoadedVariable] => {
    // Without its pressure a value stands nowhere: pressures stay, and with them where the others are.
    if (name === 'PRES') return [name, variable]
    const { raw, qc, adjusted, adjustedQc, adjustedError, mode, failed } = variable
    const [someRaw, someAdjusted] = [masked(raw, qc, good), masked(adjusted, adjustedQc, good)]
    return [
      name,
      {
        ...variable,
        ...{ raw: someRaw, adjusted: someAdjusted, adjustedError: masked(adjustedError, adjustedQc, good) },
        best: mode === 'R' ? someRaw : someAdjusted,
        failed: failed?.map((bits, level) => (good.has(variable.bestQc[level] ?? '') ? bits : 0)),
      },
    ]
  })
  const result = { ...profile, variables: new Map(variables) }
  kept.set(choice, result)
  return result
}

function masked(values: Values | undefined, qc: string, good: ReadonlySet<string>): Values | undefined {
  if (values === undefined) return undefined
  const some = values.map((value: number, level: number) => (good.has(qc[level] ?? '') ? value : Number.NaN))
  return some.some((value) => !Number.isNaN(value)) ? some : undefined
}
