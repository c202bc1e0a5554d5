/** Texts that are counted at a time: some are made for one question, as lists of profiles by many filters are. */
const mostCounted = 500
/** What the server keeps for one connection, at most. */
const mostNames = 200
/** From this time on a statement counts as one that comes again. */
const namedFrom = 3

/**
 * Names for the statements that a process sends again and again. Under its name the server keeps a statement parsed,
 * and after some more times its plan too: a third of what a statement about one small file costs it.
 */
export class StatementNames {
  readonly #times = new Map<string, number>()
  readonly #names = new Map<string, string>()

  /** The name of a statement; undefined while it is not known to come again. */
  nameOf(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined) return name
    const times = (this.#times.get(text) ?? 0) + 1
    if (times < namedFrom || this.#names.size === mostNames) {
      if (this.#times.size === mostCounted) this.#times.clear()
      this.#times.set(text, times)
      return undefined
    }
    this.#times.delete(text)
    const given = `floatchat_${this.#names.size + 1}`
    this.#names.set(text, given)
    return given
  }
}
