import { z } from 'zod'

const gibibyte = 1024 ** 3
const positive = z.coerce.number().int().positive()

/** Settings that bound what a zip may cost. Spread into the parser's schema. */
export const archiveSettings = {
  /** NetCDF members of one zip. */
  ARCHIVE_MAX_MEMBERS: positive.default(20_000),
  /** Members of any kind: those that are ignored cost a look at their names. */
  ARCHIVE_MAX_ENTRIES: positive.default(200_000),
  /** Bytes of all NetCDF members together after expansion. */
  ARCHIVE_MAX_BYTES: positive.default(32 * gibibyte),
  /** Bytes of one member after expansion. */
  ARCHIVE_MAX_MEMBER_BYTES: positive.default(2 * gibibyte),
  /** Expanded bytes for a compressed one. Argo files reach about 50; deflate ends at 1,032. */
  ARCHIVE_MAX_RATIO: positive.default(250),
  /** Zips within zips: 1 is the uploaded one alone, those inside it are ignored. */
  ARCHIVE_MAX_DEPTH: positive.default(1),
}

const settings = z.object(archiveSettings)
export type ArchiveLimits = z.output<typeof settings>
