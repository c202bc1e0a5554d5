/** Nobody reads more, and the record that they go into must stay of a size. */
const mostSentences = 100
/** A sentence may name as many variables as a file has. */
const longestSentence = 1000

/**
 * What a data manager should know of a file, gathered while it is read: one sentence for each matter with
 * the number of profiles, however many there are.
 */
export class FileWarnings {
  readonly #said: string[] = []
  readonly #counted = new Map<string, { count: number; first: string; sentence: Sentence }>()

  /** A matter of the whole file. */
  say(sentence: string): void {
    if (!this.#said.includes(sentence)) this.#said.push(sentence)
  }

  /**
   * A matter that many profiles can have.
   *
   * @param key what is counted together.
   * @param first describes this one case; the sentence is given the first of all.
   * @param by how many are counted at once, where not profiles but values are counted.
   */
  count(key: string, first: string, sentence: Sentence, by = 1): void {
    const entry = this.#counted.get(key)
    if (entry === undefined) this.#counted.set(key, { count: by, first, sentence })
    else entry.count += by
  }

  sentences(): string[] {
    const counted = [...this.#counted.values()].map(({ count, first, sentence }) => sentence(count, first))
    const all = [...this.#said, ...counted].map((sentence) =>
      sentence.length > longestSentence ? `${sentence.slice(0, longestSentence)} …` : sentence,
    )
    if (all.length <= mostSentences) return all
    return [...all.slice(0, mostSentences), `And ${all.length - mostSentences} more warnings.`]
  }
}

type Sentence = (count: number, first: string) => string

/** '1 profile', '12 profiles'. */
export function profilesOf(count: number): string {
  return count === 1 ? '1 profile' : `${count} profiles`
}
