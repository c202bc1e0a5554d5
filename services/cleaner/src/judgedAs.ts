/** What a parameter's name says: whose rules hold for it, and which sensor of its kind it is of. */
export interface NamedParameter {
  /** The parameter whose rules hold for it. */
  readonly as: string
  /** 1 for the first or only one. */
  readonly sensor: number
}

/**
 * A second or third sensor of a kind has a number at the end of its name, with a line before it since 2025 (DOXY_2,
 * TEMP_DOXY_2, BBP700_2) and in older files mostly without (DOXY2, TEMP_DOXY2): user manual, 10.13155/29825. It is
 * judged like the first. A number that is part of the name (BBP700, DOWN_IRRADIANCE490) is not a sensor's.
 */
export function parseName(parameter: string): NamedParameter {
  let parsed = known.get(parameter)
  if (parsed === undefined) {
    const [ending] = /_[2-9]$|(?<=[A-Z])[2-9]$/.exec(parameter) ?? ['']
    const as = parameter.slice(0, parameter.length - ending.length)
    parsed = { as, sensor: ending === '' ? 1 : Number(ending.at(-1)) }
    // Argo has some hundred names. A file that makes up more shall not fill the memory.
    if (known.size < 1000) known.set(parameter, parsed)
  }
  return parsed
}

export const judgedAs = (parameter: string): string => parseName(parameter).as

/**
 * Whether the parameter tells of the samples that a value was made of, as NB_SAMPLE_CTD, TEMP_STD and TEMP_MED do: how
 * many they were, how far they lay apart, which was in their middle. Such a parameter is no measurement to be judged.
 */
export const isOfSamples = (as: string): boolean => as.startsWith('NB_SAMPLE') || /_(STD|MED)$/.test(as)

const known = new Map<string, NamedParameter>()
