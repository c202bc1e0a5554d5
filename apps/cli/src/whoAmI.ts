import { userInfo } from 'node:os'

/**
 * The user of the machine.
 *
 * @param lookUp finds the user's name; throws where the user has none
 */
export function whoAmI(lookUp: () => { readonly username: string } = userInfo): string {
  try {
    return lookUp().username
  } catch {
    // A container may run under a number that has no name.
    return `uid ${process.geteuid?.() ?? 'unknown'}`
  }
}
