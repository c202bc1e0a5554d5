import { findKnown, type KnownFile, type LookedUp } from './findKnown.ts'
import type { QueuedFile } from './QueuedFile.ts'

/** Files that are looked up in one request: the first few at once, so that sending begins. */
const [firstBatch, laterBatch] = [8, 50]

/**
 * What the gateway knows of files, asked for many at once and before their turn to be sent comes: a request for each
 * would keep a small file waiting as long as sending it takes.
 */
export class Lookups {
  /** By file and not by its place in the list; one that is to be sent again is asked for anew. */
  readonly #asked = new WeakMap<QueuedFile, Promise<LookedUp>>()
  /** The jobs of bytes that this page has sent since. */
  readonly #sent = new Map<string, string>()
  #batch = firstBatch

  /**
   * @param waiting the files whose turn comes after this one's
   * @returns the job that ingests the same bytes, or what is known of them; undefined where they are to be sent.
   */
  async of(entry: QueuedFile, waiting: () => readonly QueuedFile[]): Promise<KnownFile | string | undefined> {
    if (!this.#asked.has(entry)) this.#ask([entry, ...waiting()])
    const lookedUp = await this.#asked.get(entry)
    const next = waiting()
    // The next ones are asked for while this batch is sent.
    if (next.filter((one) => this.#asked.has(one)).length < laterBatch / 2) this.#ask(next)
    if (lookedUp?.known !== undefined) return lookedUp.known
    return this.#sent.get(lookedUp?.digest ?? '')
  }

  async sent(entry: QueuedFile, jobId: string): Promise<void> {
    const { digest } = (await this.#asked.get(entry)) ?? { digest: undefined }
    if (digest !== undefined) this.#sent.set(digest, jobId)
  }

  forget(entry: QueuedFile): void {
    this.#asked.delete(entry)
  }

  #ask(entries: readonly QueuedFile[]): void {
    const batch = entries
      .flatMap((entry) => (entry.file === undefined || this.#asked.has(entry) ? [] : [{ entry, file: entry.file }]))
      .slice(0, this.#batch)
    if (batch.length === 0) return
    this.#batch = laterBatch
    const answer = findKnown(batch.map(({ file }) => file))
    for (const [index, { entry }] of batch.entries())
      this.#asked.set(
        entry,
        answer.then((all) => all[index] ?? {}),
      )
  }
}
