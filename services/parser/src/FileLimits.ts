import { z } from 'zod'

const mebibyte = 1024 ** 2
const positive = z.coerce.number().int().positive()

/** Settings that bound what one file may cost, whatever it cost its sender. Spread into the parser's schema. */
export const fileSettings = {
  /** The largest file that was met has 45,360; the writer holds some kilobytes for each until a file is whole. */
  FILE_MAX_PROFILES: positive.default(100_000),
  /** N_LEVELS: a CTD that samples at 24 Hz for an hour makes 86,400. */
  PROFILE_MAX_LEVELS: positive.default(100_000),
  /** N_PARAM: the busiest floats have about 60. */
  PROFILE_MAX_PARAMETERS: positive.default(256),
  /** Decoded values of one profile: it goes as one record, which the next stages hold several times, in each partition. */
  PROFILE_MAX_BYTES: positive.default(32 * mebibyte),
  /** Decoded bytes of all profiles, those of a chunk counted as often as it must be unpacked: four of the largest uploads. */
  FILE_MAX_BYTES: positive.default(8192 * mebibyte),
  /**
   * Decoded bytes from which on a file goes by the partitions for heavy ones: about a second of all stages on two cores,
   * for which a light file may have to wait.
   */
  FILE_HEAVY_BYTES: positive.default(16 * mebibyte),
  /** Decoded bytes for one of the file. Real files that are mostly fill reach 280 and are small; deflate ends at 1,032. */
  FILE_MAX_RATIO: positive.default(250),
}

const settings = z.object(fileSettings)
export type FileLimits = z.output<typeof settings>

/** What holds where nothing is set. */
export const usualFileLimits: FileLimits = settings.parse({})
