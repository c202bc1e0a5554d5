/**
 * The parameter whose rules hold for this one. A second or third sensor of a kind has a number in its name
 * (DOXY2, TEMP_DOXY2, BBP700_2: user manual, 10.13155/29825) and is judged like the first. A number that is
 * part of the name (BBP700, DOWN_IRRADIANCE490) is not a sensor's.
 */
export function judgedAs(parameter: string): string {
  return parameter.replace(/(?<=[A-Z])[2-9]$|(?<=\d)_[2-9]$/, '')
}
