import type { SpooledIndex } from './fetchIndex.ts'
import type { Site } from './Site.ts'

/** The files of a folder as its index. What changes while it is gone through is seen when it is fetched. */
export async function listFolder(list: NonNullable<Site['list']>, signal: AbortSignal): Promise<SpooledIndex> {
  const files: { path: Buffer; changedAt: number }[] = []
  for await (const { path, changedAt } of list(signal)) files.push({ path: Buffer.from(path), changedAt })
  return {
    kind: 'folder',
    name: 'the folder',
    counts: { rows: files.length, blank: 0, odd: 0, oddRows: [] },
    async *read(take) {
      for (const { path, changedAt } of files) {
        take(path, 0, path.length, changedAt)
        yield
      }
    },
  }
}
