import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { DistinctFiles } from '../ingest/distinctFiles.ts'
import { newerVersion } from './newerVersion.ts'

/** When files on disk were changed: long enough ago that nobody takes them for half written. */
const changedAt = new Date(Date.now() - 6 * 3_600_000)

/** Profiles of floats that do not exist in a folder laid out as a GDAC, of which newer versions come. */
export class GdacFolder {
  readonly folder: string
  /** Paths below dac/, with the date_update of the version that is there. */
  readonly #dates = new Map<string, string>()
  #version = 0

  constructor(folder: string) {
    this.folder = folder
  }

  add(distinct: DistinctFiles, count: number): void {
    for (const made of distinct.make(join(this.folder, 'made'), count)) {
      const name = basename(made)
      const path = `aoml/${name.slice(1, 8)}/profiles/${name}`
      mkdirSync(dirname(this.fileOf(path)), { recursive: true })
      renameSync(made, this.fileOf(path))
      this.#dates.set(path, '')
    }
    this.change()
  }

  /** Every file becomes its next version. */
  change(): void {
    this.#version += 1
    for (const [number, path] of [...this.#dates.keys()].entries()) {
      const time = Date.UTC(2026, 0, this.#version) + number * 1000
      const date = new Date(time).toISOString().replaceAll(/\D/g, '').slice(0, 14)
      const file = this.fileOf(path)
      writeFileSync(file, newerVersion(path, readFileSync(file), date))
      utimesSync(file, changedAt, changedAt)
      this.#dates.set(path, date)
    }
    const rows = [...this.#dates].map(([path, date]) => `${path},20240101000000,-20.000,60.000,I,846,AO,${date}\n`)
    const columns = 'file,date,latitude,longitude,ocean,profiler_type,institution,date_update\n'
    const index = `# Title : Profile directory file of the Argo GDAC\n${columns}${rows.join('')}`
    writeFileSync(join(this.folder, 'ar_index_global_prof.txt.gz'), gzipSync(index))
  }

  files(): string[] {
    return [...this.#dates.keys()].map((path) => this.fileOf(path))
  }

  fileOf(path: string): string {
    return join(this.folder, 'dac', path)
  }
}
