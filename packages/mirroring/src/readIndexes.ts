import { CopyRows } from '@floatchat/db/CopyRows'
import { fetchIndex, type SpooledIndex } from './fetchIndex.ts'
import { IndexProblem } from './IndexReader.ts'
import { indexFiles } from './indexFiles.ts'
import { listFolder } from './listFolder.ts'
import { type Site, SiteProblem } from './Site.ts'
import { scopeOf } from './scopeOf.ts'

export interface Indexes {
  readonly site: Site
  readonly isFirst: boolean
  readonly indexes: readonly SpooledIndex[]
  /** Why an index, or a site, could not be used. */
  readonly problems: readonly { readonly path: string; readonly problem: string }[]
}

/**
 * The indexes of the first of the sites that has the one of core profiles whole, or that is a folder without one.
 *
 * @throws SiteProblem or IndexProblem, of the last of them, where none has.
 */
export async function readIndexes(sites: readonly Site[], folder: string, signal: AbortSignal): Promise<Indexes> {
  const problems: { path: string; problem: string }[] = []
  let last: unknown = new SiteProblem('away', 'There is no source.')
  for (const [number, site] of sites.entries()) {
    try {
      const indexes = await indexesOf(site, folder, signal, problems)
      return { site, isFirst: number === 0, indexes, problems }
    } catch (error) {
      if (!(error instanceof SiteProblem || error instanceof IndexProblem)) throw error
      problems.push({ path: site.address, problem: error.message })
      last = error
    }
  }
  throw last
}

async function indexesOf(
  site: Site,
  folder: string,
  signal: AbortSignal,
  problems: { path: string; problem: string }[],
): Promise<SpooledIndex[]> {
  const [core, ...others] = indexFiles
  const first = await fetchIndex(site, core, folder, signal)
  if (first === undefined && site.list === undefined)
    throw new IndexProblem(`${site.address} has no ${core.name}: it is not laid out as a GDAC.`)
  const found = first === undefined ? [] : [first]
  let unread = 0
  for (const index of others) {
    try {
      const spooled = await fetchIndex(site, index, folder, signal)
      if (spooled !== undefined) found.push(spooled)
    } catch (error) {
      if (!(error instanceof SiteProblem || error instanceof IndexProblem)) throw error
      problems.push({ path: index.name, problem: error.message })
      unread += 1
    }
  }
  // A folder may have no index at all; one that has any is believed to be laid out as a GDAC.
  if (found.length + unread > 0 || site.list === undefined) {
    if (first === undefined) throw new IndexProblem(`${site.address} has no ${core.name}.`)
    return found
  }
  return [await listFolder(site.list, signal)]
}

const batchBytes = 2 * 1024 * 1024

/** The rows of the indexes as the database copies them, in batches; limited to folders where some are given. */
export async function* indexRows(indexes: readonly SpooledIndex[], only: readonly string[]): AsyncGenerator<CopyRows> {
  const rows = new CopyRows(batchBytes + 512 * 1024)
  const isInScope = scopeOf(only)
  for (const { kind, read } of indexes) {
    const pieces = read((bytes, from, to, dateUpdate) => {
      if (!isInScope(bytes, from, to)) return
      rows.row(3)
      rows.asciiText(bytes, from, to)
      rows.timestamptz(dateUpdate)
      rows.text(kind)
    })
    for await (const _ of pieces) {
      if (rows.size < batchBytes) continue
      yield rows
      rows.reset()
    }
  }
  if (rows.rows > 0) yield rows
}
