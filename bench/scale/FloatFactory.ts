import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'
import { RangeReader } from '@floatchat/netcdf/RangeReader'
import { readClassicHeader } from '@floatchat/netcdf/readClassicHeader'
import { DiskFile } from '@floatchat/parser/netcdf/DiskFile'

/** A file of profiles by its name, which has the float's number in it. */
const profileFile = /^(?:[BSM]?[RD])?(\d{5,7})_(?:\d{3}D?|prof)\w*(?:\..+)?\.nc$/
/** Days since 1950 to which the first profile of a float is moved: 2004 to 2018. */
const [firstDay, lastDay] = [19_723, 25_202]

interface Original {
  readonly name: string
  readonly wmo: string
  readonly bytes: Buffer
  /** Where its doubles begin and how many there are; times in days since 1950, positions in degrees. */
  readonly places: Readonly<Record<'times' | 'latitudes' | 'longitudes', readonly Place[]>>
}
interface Place {
  readonly begin: number
  readonly count: number
}

/**
 * Floats that do not exist, made of the real files that the project holds: in each the WMO number is another of the
 * same length, its profiles are moved to another time between 2004 and 2023, and a few degrees to another place, so that
 * neither bytes nor keys are the same in two of them and questions about places and times find some and not all.
 */
export class FloatFactory {
  readonly #originals: readonly Original[]
  #made = 0

  private constructor(originals: readonly Original[]) {
    this.#originals = originals
  }

  static async open(): Promise<FloatFactory> {
    const folder = join(realArgoFiles, 'files')
    const originals: Original[] = []
    for (const name of readdirSync(folder).sort()) {
      const wmo = profileFile.exec(name)?.[1]
      const bytes = readFileSync(join(folder, name))
      if (wmo === undefined || bytes.toString('latin1', 0, 3) !== 'CDF' || !bytes.includes(wmo)) continue
      originals.push({ name, wmo, bytes, places: await placesOf(join(folder, name)) })
    }
    return new FloatFactory(originals)
  }

  /** Files of one round, which is one of each original. */
  get filesOfRound(): number {
    return this.#originals.length
  }

  /** Writes one new float of each original into the folder, and gives the paths. */
  makeRound(folder: string): string[] {
    mkdirSync(folder, { recursive: true })
    return this.#originals.map((original) => {
      const number = this.#made
      this.#made += 1
      const wmo = original.wmo.length === 7 ? String(1_000_000 + number) : numberOf(original, number)
      const path = join(folder, original.name.replace(original.wmo, wmo))
      const bytes = Buffer.from(original.bytes.toString('latin1').replaceAll(original.wmo, wmo), 'latin1')
      writeFileSync(path, moved(bytes, original, number))
      return path
    })
  }
}

function numberOf({ wmo }: Original, number: number): string {
  const least = 10 ** (wmo.length - 1)
  // One of a round is this one: far fewer rounds than numbers.
  return String(least + (number % (9 * least)))
}

/** The bytes with times and places moved: by amounts that follow from the number, so that a run can be repeated. */
function moved(bytes: Buffer, { places }: Original, number: number): Buffer {
  const share = (salt: number) => ((number * 7919 + salt * 104_729) % 10_007) / 10_007
  const times = places.times.flatMap((place) => valuesOf(bytes, place)).filter((day) => day > 0 && day < 99_999)
  const days = Math.floor(firstDay + share(1) * (lastDay - firstDay) - Math.min(...times))
  change(bytes, places.times, (day) => (day > 0 && day < 99_999 ? day + days : day))
  const north = share(2) * 10 - 5
  const east = share(3) * 20 - 10
  change(bytes, places.latitudes, (degrees) => (Math.abs(degrees) <= 80 ? degrees + north : degrees))
  change(bytes, places.longitudes, (degrees) => (Math.abs(degrees) <= 180 ? wrapped(degrees + east) : degrees))
  return bytes
}

const wrapped = (degrees: number) => (degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees)

function valuesOf(bytes: Buffer, { begin, count }: Place): number[] {
  return Array.from({ length: count }, (_, index) => bytes.readDoubleBE(begin + 8 * index))
}

function change(bytes: Buffer, places: readonly Place[], to: (value: number) => number): void {
  for (const place of places) {
    valuesOf(bytes, place).forEach((value, index) => {
      bytes.writeDoubleBE(to(value), place.begin + 8 * index)
    })
  }
}

async function placesOf(path: string): Promise<Original['places']> {
  await using file = await DiskFile.open(path)
  const { variables } = readClassicHeader(new RangeReader(file, path), path)
  const places = (...names: string[]) =>
    names.flatMap((name): Place[] => {
      const variable = variables.get(name)
      if (variable === undefined) return []
      if (variable.isRecord || variable.external.size !== 8) throw new Error(`${name} of ${path} is no list of doubles`)
      return [{ begin: variable.begin, count: variable.shape.reduce((product, length) => product * length, 1) }]
    })
  return { times: places('JULD', 'JULD_LOCATION'), latitudes: places('LATITUDE'), longitudes: places('LONGITUDE') }
}
