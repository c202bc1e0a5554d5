import { floatFile } from '../floatFile.ts'
import { type GdacFault, GdacFiles } from './LoopbackGdac.ts'

interface Version {
  readonly platform: string
  readonly cycle: number
  readonly dataMode: 'R' | 'D'
  /** Minutes since the first day: its DATE_UPDATE. */
  readonly minutes: number
}

const firstDay = Date.UTC(2024, 0, 1)
const mostFiles = 30

/** A GDAC as it changes from day to day, by a seed: the same seed gives the same days. */
export class ChangingGdac {
  readonly gdac = new GdacFiles()
  readonly #versions = new Map<string, Version>()
  #minutes = 0
  #cycle = 1
  #seed: number

  constructor(seed: number) {
    this.#seed = seed
    for (let each = 0; each < 12; each += 1) this.#addProfile()
  }

  /** 0 up to the number given, without it. */
  random(below: number): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#seed / 2 ** 32) * below)
  }

  /** New profiles, newer versions, R that become D, files that vanish. */
  change(): void {
    this.#minutes += 600 + this.random(100)
    for (let each = 0; each <= this.random(3); each += 1) this.#addProfile()
    this.#renew('R')
    if (this.random(2) === 0) this.#renew('D')
    if (this.random(2) === 0) this.#delay()
    if (this.#versions.size > mostFiles || this.random(3) === 0) this.#remove()
  }

  /** Faults for the next run, of every kind by and by; all are over when it has ended. */
  disturb(): void {
    const { gdac } = this
    const kinds: readonly GdacFault[] = ['half', 'broken', 'absent', 'busy', 'error', 'moved']
    for (const kind of kinds) {
      const paths = [...gdac.files.keys()].slice(-8)
      const path = paths[this.random(paths.length)]
      // A broken one breaks more than once: the second try is not to mend it.
      if (path !== undefined) gdac.faults.set(path, kind === 'broken' ? Array.from({ length: 12 }, () => kind) : [kind])
    }
    const ways: readonly ((text: string) => string)[] = [
      (text) => text,
      // Cut at the end of a row, and in the middle of one.
      (text) => `${text.split('\n').slice(0, 8).join('\n')}\n`,
      (text) => text.slice(0, Math.floor(text.length * 0.7)),
      (text) => text + text,
      () => '',
      () => '<html>Service will be back soon</html>\n',
      (text) => `${text.split('\n').slice(0, 3).join('\n')}\n`,
      (text) => `${text}\n   \nthis is no row\naoml/../../etc/passwd.nc,1,1,1,I,846,AO,20240101000000\n`,
    ]
    gdac.spoilIndex = ways[this.random(ways.length)] ?? ((text) => text)
  }

  /** The index speaks of a version that is not there yet, until the promise is kept. */
  promise(): () => void {
    const path = this.#any('R')
    const version = path === undefined ? undefined : this.#versions.get(path)
    const file = path === undefined ? undefined : this.gdac.files.get(path)
    if (path === undefined || version === undefined || file === undefined) return () => {}
    const next = { ...version, minutes: Math.max(this.#minutes, version.minutes) + 1 }
    this.gdac.files.set(path, { bytes: file.bytes, listed: dateText(next.minutes) })
    return () => {
      if (this.#versions.has(path)) this.#put(next)
    }
  }

  /** From here on everything is given as it is; blank lines, rows twice and rows without a date remain. */
  calm(): void {
    this.gdac.faults.clear()
    const day = this.random(4)
    this.gdac.spoilIndex = (text) => {
      const lines = text.split('\n')
      const [first = ''] = lines.slice(3, 4)
      if (day === 0) return text
      if (day === 1) return lines.join('\n\n')
      if (day === 2) return `${text}${lines.slice(3).join('\n')}`
      // Once more with an older date, and once more with none.
      return `${text}${first.replace(/,\d+$/, ',20200101000000')}\n${first.replace(/,\d+$/, ',')}\n`
    }
  }

  /** Every file that it holds, for whoever is to hold the same. */
  held(): { name: string; bytes: Buffer }[] {
    return [...this.gdac.files].map(([path, { bytes }]) => ({ name: path.split('/').at(-1) ?? path, bytes }))
  }

  #addProfile(): void {
    const platform = String(6_900_001 + this.random(4))
    this.#put({ platform, cycle: this.#cycle, dataMode: 'R', minutes: this.#minutes })
    this.#cycle += 1
  }

  #renew(dataMode: 'R' | 'D'): void {
    const version = this.#versions.get(this.#any(dataMode) ?? '')
    if (version !== undefined) this.#put({ ...version, minutes: this.#minutes + this.random(60) })
  }

  #delay(): void {
    const path = this.#any('R')
    const version = this.#versions.get(path ?? '')
    if (path === undefined || version === undefined) return
    this.#drop(path)
    this.#put({ ...version, dataMode: 'D', minutes: this.#minutes })
  }

  #remove(): void {
    const path = this.#any('R') ?? this.#any('D')
    if (path !== undefined) this.#drop(path)
  }

  #any(dataMode: 'R' | 'D'): string | undefined {
    const paths = [...this.#versions].flatMap(([path, version]) => (version.dataMode === dataMode ? [path] : []))
    return paths[this.random(paths.length)]
  }

  #drop(path: string): void {
    this.#versions.delete(path)
    this.gdac.files.delete(path)
  }

  #put(version: Version): void {
    const { platform, cycle, dataMode, minutes } = version
    const listed = dateText(minutes)
    // The values are those of the version: what is held can be told apart.
    const about = { platform, cycles: [cycle], levels: 6, dataMode, dateUpdate: listed, shift: (minutes % 997) / 1000 }
    const { name, bytes } = floatFile(about)
    const path = `aoml/${platform}/profiles/${name}`
    this.#versions.set(path, version)
    this.gdac.files.set(path, { bytes, listed })
  }
}

const dateText = (minutes: number) =>
  new Date(firstDay + minutes * 60_000).toISOString().replaceAll(/\D/g, '').slice(0, 14)
