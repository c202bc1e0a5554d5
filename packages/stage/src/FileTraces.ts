import type { TraceContext } from '@floatchat/service/trace'

/** Runs that are never closed leave their traces behind: beyond so many, all are forgotten. */
const most = 10_000

/** Traces of the files that a stage with a flush gathers: what it yields for a file later belongs to the file's. */
export class FileTraces {
  readonly #traces = new Map<string, TraceContext>()

  remember(file: string | undefined, trace: TraceContext): void {
    if (file === undefined) return
    if (this.#traces.size > most) this.#traces.clear()
    this.#traces.set(file, trace)
  }

  of(file: string | undefined): TraceContext | undefined {
    return file === undefined ? undefined : this.#traces.get(file)
  }

  forget(file: string | undefined): void {
    if (file !== undefined) this.#traces.delete(file)
  }

  clear(): void {
    this.#traces.clear()
  }
}
