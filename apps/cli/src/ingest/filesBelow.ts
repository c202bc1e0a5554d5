import type { Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface GivenFile {
  readonly path: string
  readonly sizeBytes: number
}

/**
 * The files to send: those named, as they are, and from folders every NetCDF file and zip below, in the
 * order of their names.
 *
 * @throws Error naming a path that does not exist.
 */
export async function filesBelow(paths: readonly string[]): Promise<GivenFile[]> {
  const lists = await Promise.all(
    paths.map(async (path) => {
      const about = await stat(path).catch(() => {
        throw new Error(`There is no file or folder '${path}'.`)
      })
      return about.isDirectory() ? walk(path) : [entry(path, about)]
    }),
  )
  return lists.flat()
}

async function walk(folder: string): Promise<GivenFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const paths = entries
    .filter((found) => !found.isDirectory() && /\.(nc|nc4|zip)$/i.test(found.name))
    .map((found) => join(found.parentPath, found.name))
    .sort()
  return Promise.all(paths.map(async (path) => entry(path, await stat(path))))
}

function entry(path: string, about: Stats): GivenFile {
  return { path, sizeBytes: about.size }
}
