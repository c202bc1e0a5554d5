import { userInfo } from 'node:os'

/** The user of the machine. */
export function whoAmI(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that has no name.
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
