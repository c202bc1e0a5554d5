/**
 * The offsets of one partition that must not be committed yet, by the name of who needs them.
 *
 * The writer needs all messages of a file until the file is in the database; messages of several files
 * alternate. What may be committed is the lowest offset that anyone still needs.
 */
export class OffsetHolds {
  readonly #first = new Map<string, bigint>()

  /** The earliest offset held under a name counts. */
  hold(name: string, offset: bigint): void {
    const held = this.#first.get(name)
    if (held === undefined || offset < held) this.#first.set(name, offset)
  }

  release(name: string): void {
    this.#first.delete(name)
  }

  firstOf(name: string): bigint | undefined {
    return this.#first.get(name)
  }

  /** How many names hold something. */
  get size(): number {
    return this.#first.size
  }

  /** The offset to commit when everything before `next` has been handled. */
  committable(next: bigint): bigint {
    let lowest = next
    for (const offset of this.#first.values()) if (offset < lowest) lowest = offset
    return lowest
  }

  clear(): void {
    this.#first.clear()
  }
}
