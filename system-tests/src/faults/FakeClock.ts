import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPackages } from '@floatchat/stack/installPackages'

/**
 * The clock of processes that are started with `environment`: as fast as the real one, and set by `jump`.
 * By libfaketime, which stands between the process and the C library. What measures durations (the
 * monotonic clock) goes on as it does where an operator or a time server sets a real clock.
 */
export class FakeClock {
  readonly #folder = mkdtempSync(join(tmpdir(), 'floatchat-clock-'))
  readonly #library: string

  private constructor(library: string) {
    this.#library = library
    this.jump(0)
  }

  /** @throws Error with a sentence where libfaketime is missing and cannot be installed. */
  static async open(): Promise<FakeClock> {
    const there = find()
    if (there !== undefined) return new FakeClock(there)
    await installPackages('libfaketime', ['libfaketime'], console.error)
    const installed = find()
    if (installed === undefined) throw new Error('libfaketime was installed and is not where it belongs')
    return new FakeClock(installed)
  }

  get environment(): Record<string, string> {
    return {
      LD_PRELOAD: this.#library,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      // The file is looked at again at every second of the real clock.
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }
  }

  /** Minutes ahead of the real clock from now on. */
  jump(minutes: number): void {
    writeFileSync(this.#file, `${minutes < 0 ? '' : '+'}${minutes * 60}`)
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #file(): string {
    return join(this.#folder, 'offset')
  }
}

function find(): string | undefined {
  const root = '/usr/lib'
  const folders = existsSync(root) ? [root, ...readdirSync(root).map((name) => join(root, name))] : []
  return folders.map((folder) => join(folder, 'faketime/libfaketimeMT.so.1')).find((path) => existsSync(path))
}
