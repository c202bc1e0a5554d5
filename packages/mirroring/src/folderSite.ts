import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { SiteLimits } from './httpSite.ts'
import { type Fetched, type Site, SiteProblem } from './Site.ts'

/** A folder laid out as a GDAC; or any folder, whose files are then its index. */
export function folderSite(folder: string, { mostFileBytes }: SiteLimits): Site {
  const withDac = stat(join(folder, 'dac')).then(
    (about) => about.isDirectory(),
    () => false,
  )
  const fileOf = async (path: string) => join(folder, (await withDac) ? 'dac' : '', path)
  return {
    address: folder,

    async open(name) {
      const path = join(folder, name)
      return (await aboutFile(path)) === undefined ? undefined : createReadStream(path)
    },

    async fetch(path): Promise<Fetched> {
      const file = await fileOf(path)
      const before = await aboutFile(file)
      if (before === undefined) return { kind: 'absent' }
      if (before.size > mostFileBytes)
        throw new SiteProblem('file', `${path} has more than ${mostFileBytes} bytes (MIRROR_MAX_FILE_BYTES).`)
      const handle = await open(file).catch((error: unknown) => {
        throw new SiteProblem('file', `${path} cannot be read: ${(error as Error).message}.`, error)
      })
      try {
        const bytes = await handle.readFile()
        const after = await aboutFile(file)
        if (after?.size !== bytes.length || after.mtimeMs !== before.mtimeMs || after.ino !== before.ino)
          throw new SiteProblem('file', `${path} changed while it was read.`)
        return { kind: 'bytes', bytes, etag: null }
      } finally {
        await handle.close()
      }
    },

    async exists(path) {
      // A folder that is not there, as of a disk that is not mounted, says nothing of its files.
      if ((await aboutFile(folder)) === undefined) throw new SiteProblem('away', `There is no folder ${folder}.`)
      return (await aboutFile(await fileOf(path))) !== undefined
    },

    async *list(signal) {
      const root = await fileOf('')
      if ((await aboutFile(root)) === undefined) throw new SiteProblem('away', `There is no folder ${folder}.`)
      for await (const file of below(root)) {
        signal.throwIfAborted()
        const about = await aboutFile(file)
        if (about !== undefined)
          yield { path: relative(root, file).split(sep).join('/'), changedAt: Math.floor(about.mtimeMs) }
      }
    },
  }
}

async function* below(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* below(path)
    else if (/\.nc4?$/i.test(entry.name)) yield path
  }
}

async function aboutFile(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new SiteProblem('away', `${path} cannot be looked at: ${(error as Error).message}.`, error)
  }
}
