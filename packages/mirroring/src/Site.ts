import type { Readable } from 'node:stream'

/** One place that holds the files: an address of a GDAC, a folder, a bucket. */
export interface Site {
  /** For people, without user and password. */
  readonly address: string
  /**
   * The bytes of a file beside the data, by its name: an index, packed or not. Undefined where there is none.
   *
   * @throws SiteProblem
   */
  open(name: string, signal: AbortSignal): Promise<Readable | undefined>
  /**
   * A file by its path below dac/.
   *
   * @param known what is held of it, where the source need not send that again.
   * @throws SiteProblem
   */
  fetch(path: string, known: KnownVersion | undefined, signal: AbortSignal): Promise<Fetched>
  /** @throws SiteProblem where it cannot be said. */
  exists(path: string, signal: AbortSignal): Promise<boolean>
  /** The files themselves, for a folder that has no index. */
  list?(signal: AbortSignal): AsyncIterable<{ readonly path: string; readonly changedAt: number }>
}

export interface KnownVersion {
  readonly etag: string | null
  readonly sizeBytes: number | null
}

export type Fetched =
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly etag: string | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'absent' }

/**
 * Why a site did not give what was asked for. `away`: it does not answer as it should, and another may; `file`: only
 * this file cannot be had.
 */
export class SiteProblem extends Error {
  override readonly name = 'SiteProblem'
  readonly kind: 'away' | 'file'

  constructor(kind: 'away' | 'file', sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause })
    this.kind = kind
  }
}
