import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** A single profile in NetCDF classic, of which the float's number stands in its name and, uncompressed, in its bytes. */
const profileFile = /^[RD](\d{7})_\d{3}D?\.nc$/

/**
 * Makes files of floats that do not exist from real ones: in each the WMO number is another of the same length, so that
 * neither bytes nor profiles are the same in two of them.
 */
export class DistinctFiles {
  readonly #originals: readonly { readonly name: string; readonly wmo: string; readonly bytes: string }[]
  #made = 0

  /** @param data a folder of real files, in folders of their own or not */
  constructor(data: string) {
    this.#originals = readdirSync(data, { recursive: true, encoding: 'utf8' })
      .sort()
      .flatMap((path) => {
        const name = basename(path)
        const wmo = profileFile.exec(name)?.[1]
        const bytes = wmo === undefined ? '' : readFileSync(join(data, path), 'latin1')
        return wmo !== undefined && bytes.startsWith('CDF') && bytes.includes(wmo) ? [{ name, wmo, bytes }] : []
      })
    if (this.#originals.length === 0) throw new Error(`There is no single profile in NetCDF classic in ${data}.`)
  }

  /** Writes so many into a new folder, and gives their paths. */
  make(folder: string, count: number): string[] {
    mkdirSync(folder, { recursive: true })
    return Array.from({ length: count }, () => {
      const original = this.#originals[this.#made % this.#originals.length]
      if (original === undefined) throw new Error('There is no original.')
      const wmo = String(1_000_000 + this.#made)
      this.#made += 1
      const path = join(folder, original.name.replace(original.wmo, wmo))
      writeFileSync(path, original.bytes.replaceAll(original.wmo, wmo), 'latin1')
      return path
    })
  }
}
