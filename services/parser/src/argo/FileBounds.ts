import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import type { FileLimits } from '../FileLimits.ts'

/** Decoded bytes that are in memory at once: large enough that reading by blocks costs nothing. */
const blockBytes = 4 * 1024 * 1024
/** What chunks of a compressed file may make of a block before it is cut regardless of them. */
const mostBlockBytes = 32 * 1024 * 1024
/** Below this a file may expand as it likes: a million levels, which all stages together have done within seconds. */
const harmlessBytes = 16 * 1024 * 1024
/** A profile costs every stage as much as so many bytes of levels, however few it has. */
const profileBytes = 1024
/** The longest text of the format has 256 characters; some tools write 1,024. */
const longestText = 4096
/** Attributes and padding, in a classic file, beside the values. */
const slackBytes = 8 * 1024 * 1024

/** Holds what a file announces against the limits, before anything of it is read. */
export class FileBounds {
  readonly #file: NetcdfFile
  readonly #filename: string
  readonly #limits: FileLimits

  constructor(file: NetcdfFile, filename: string, limits: FileLimits) {
    this.#file = file
    this.#filename = filename
    this.#limits = limits
  }

  profiles(count: number): void {
    this.#within(count, this.#limits.FILE_MAX_PROFILES, 'profiles (N_PROF)', 'Send it in parts.')
  }

  levels(count: number): void {
    this.#within(count, this.#limits.PROFILE_MAX_LEVELS, 'levels a profile (N_LEVELS)')
  }

  parameters(count: number): void {
    this.#within(count, this.#limits.PROFILE_MAX_PARAMETERS, 'parameters (N_PARAM)')
  }

  /** @param variables hold a text, or several, a profile. */
  texts(variables: readonly NetcdfVariable[]): void {
    for (const { name, type, shape } of variables) {
      const width = type === 'char' && shape.length > 1 ? (shape.at(-1) ?? 0) : 0
      if (width > longestText)
        throw this.#tooLarge(`has texts of ${width} characters in ${name}; at most ${longestText} can be read.`)
    }
  }

  /** What the file costs every stage, in bytes of levels. */
  cost(variables: readonly NetcdfVariable[], profiles: number): number {
    return (bytesOf(variables) + profileBytes) * profiles
  }

  /**
   * How many profiles of these variables are read together, so that the reading as a whole stays in the limits.
   *
   * @throws IngestionError TOO_LARGE, or MALFORMED_NETCDF for a classic file that says it holds more than its bytes.
   */
  profilesTogether(variables: readonly NetcdfVariable[], profiles: number): number {
    const rowBytes = bytesOf(variables)
    this.#within(rowBytes, this.#limits.PROFILE_MAX_BYTES, 'bytes of values a profile')
    const together = Math.max(1, ...variables.map((variable) => variable.rowsTogether))
    const fitting = Math.max(1, Math.floor(blockBytes / Math.max(rowBytes, 1)))
    const size =
      together * rowBytes > mostBlockBytes
        ? Math.max(1, Math.floor(mostBlockBytes / rowBytes))
        : Math.ceil(fitting / together) * together
    this.#expansion(variables, profiles, size)
    return size
  }

  #expansion(variables: readonly NetcdfVariable[], profiles: number, together: number): void {
    const { sizeBytes, container } = this.#file
    const values = bytesOf(variables) * profiles
    if (container !== 'HDF5' && values > sizeBytes + slackBytes) {
      const sentence = `${this.#filename} says that it holds ${values} bytes of profiles, more than its ${sizeBytes} bytes can.`
      throw permanent('MALFORMED_NETCDF', sentence)
    }
    const { FILE_MAX_BYTES, FILE_MAX_RATIO } = this.#limits
    const expanded = this.cost(variables, profiles)
    if (expanded > harmlessBytes && expanded > sizeBytes * FILE_MAX_RATIO) {
      throw this.#tooLarge(
        `is too large when unpacked: its ${sizeBytes} bytes become ${profiles} profiles with ${values} bytes of values, which cost as much as ${expanded} bytes; at most ${FILE_MAX_RATIO} times its size can be read. Leave out what was never written, or send it uncompressed.`,
      )
    }
    const unpacked = variables.reduce(
      (sum, { rowBytes, rowsTogether }) => sum + rowBytes * profiles * Math.max(1, rowsTogether / together),
      0,
    )
    if (values > FILE_MAX_BYTES) {
      throw this.#tooLarge(
        `is too large when unpacked: its profiles have ${values} bytes; at most ${FILE_MAX_BYTES} can be read.`,
      )
    }
    if (unpacked > FILE_MAX_BYTES) {
      throw this.#tooLarge(
        `is stored in chunks of so many profiles that ${Math.round(unpacked)} bytes must be unpacked to read it in parts; at most ${FILE_MAX_BYTES} are. Write it with smaller chunks along N_PROF.`,
      )
    }
  }

  #within(count: number, most: number, of: string, advice = ''): void {
    if (count > most) throw this.#tooLarge(`has ${count} ${of}; at most ${most} can be read. ${advice}`.trimEnd())
  }

  #tooLarge(what: string): Error {
    return permanent('TOO_LARGE', `${this.#filename} ${what}`)
  }
}

function bytesOf(variables: readonly NetcdfVariable[]): number {
  return variables.reduce((sum, variable) => sum + variable.rowBytes, 0)
}
