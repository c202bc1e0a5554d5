/** One word after `./floatchat`. */
export interface Command {
  /** What it does, in a few words. */
  readonly summary: string
  /** Its words and options, for `help`. */
  readonly usage: string
  /**
   * @param words what follows the command's name
   * @returns the exit code
   * @throws UsageError where the words are wrong
   */
  readonly run: (words: readonly string[]) => Promise<number>
}

/** The command was called in a way that it does not know: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
