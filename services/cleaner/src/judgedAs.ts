/**
 * The parameter whose rules hold for this one. A second or third sensor of a kind has a number in its name
 * (DOXY2, TEMP_DOXY2, BBP700_2: user manual, 10.13155/29825) and is judged like the first. A number that is
 * part of the name (BBP700, DOWN_IRRADIANCE490) is not a sensor's.
 */
export function judgedAs(parameter: string): string {
  let as = known.get(parameter)
  if (as === undefined) {
    as = parameter.replace(/(?<=[A-Z])[2-9]$|(?<=\d)_[2-9]$/, '')
    // Argo has some hundred names. A file that makes up more shall not fill the memory.
    if (known.size < 1000) known.set(parameter, as)
  }
  return as
}

const known = new Map<string, string>()
