import { type Fetched, type KnownVersion, type Site, SiteProblem } from './Site.ts'

/** So many failures in a row end the asking of a site, where there is another. */
const mostFailures = 5
/** An answer that breaks off is asked for again so often, before another site is. */
const triesEach = 2

/** The sites of a source, from the one that gave the indexes on; the next is asked where one does not answer. */
export class Sites {
  readonly #sites: readonly Site[]
  readonly #failures = new Map<Site, number>()

  constructor(sites: readonly Site[], first: Site) {
    this.#sites = sites.slice(sites.indexOf(first))
  }

  /**
   * @returns what the first site that answers says, and whether that is one that gave no index.
   * @throws SiteProblem of the last that was asked.
   */
  async fetch(
    path: string,
    known: KnownVersion | undefined,
    signal: AbortSignal,
  ): Promise<{ fetched: Fetched; isFallback: boolean }> {
    let last = new SiteProblem('away', 'No source answers.')
    for (const [number, site] of this.#sites.entries()) {
      const failures = this.#failures.get(site) ?? 0
      if (failures >= mostFailures && number < this.#sites.length - 1) continue
      for (let attempt = 1; attempt <= triesEach; attempt += 1) {
        try {
          // What another site calls a version says nothing here.
          const fetched = await site.fetch(path, number === 0 ? known : undefined, signal)
          this.#failures.set(site, 0)
          return { fetched, isFallback: number > 0 }
        } catch (error) {
          signal.throwIfAborted()
          if (!(error instanceof SiteProblem)) throw error
          last = error
          if (error.kind === 'file') throw error
        }
      }
      this.#failures.set(site, (this.#failures.get(site) ?? 0) + 1)
    }
    throw last
  }
}
