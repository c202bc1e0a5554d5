import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Unpacks the `.gz` files of a folder beside this one into a temporary folder, gone when disposed of. */
export async function unpack(folder: 'containers' | 'fuzz/failed') {
  const source = join(import.meta.dirname, '..', folder)
  const target = await mkdtemp(join(tmpdir(), 'unpacked-'))
  const packed = (await readdir(source)).filter((name) => name.endsWith('.gz'))
  for (const name of packed) {
    await writeFile(join(target, name.slice(0, -'.gz'.length)), gunzipSync(readFileSync(join(source, name))))
  }
  return {
    names: packed.map((name) => name.slice(0, -'.gz'.length)),
    path: (name: string) => join(target, name),
    [Symbol.asyncDispose]: () => rm(target, { recursive: true }),
  }
}
