import type { Origin, OriginVersion } from '@floatchat/db/profiles/readOrigin'
import { z } from 'zod'
import { isoTime, isoTimeOrNull } from '../http/isoTime.ts'
import { whyNotShown } from './whyNotShown.ts'

const time = z.iso.datetime().nullable()

const versionJson = z.object({
  dataset_id: z.int(),
  parent_dataset_id: z.int().nullable().describe('The zip that the file came in.'),
  filename: z.string().nullable(),
  member_path: z.string().nullable(),
  raw_file_sha256: z.string().nullable(),
  raw_file_size: z.int().nullable(),
  object_key: z.string().nullable().describe('Where the raw file is in the bucket.'),
  is_active: z.boolean().describe('False where the dataset was withdrawn.'),
  job_id: z.string().nullable(),
  file_id: z.string().nullable(),
  run_id: z.string().describe('The run that read it last.'),
  written_at: time.describe('When that run was written.'),
  parser_version: z.int().nullable(),
  cleaner_version: z.int().nullable(),
  grey_list_sha256: z.string().nullable(),
  profile_number: z.int().describe('Index along N_PROF in the file.'),
  data_mode: z.enum(['R', 'A', 'D']),
  date_update: time,
  level_count: z.int(),
  value_count: z.int(),
  flag_count: z.int(),
  content_sha256: z.string(),
  shown: z.boolean(),
  why_not_shown: z.string().nullable(),
})

export const originJson = z
  .object({
    profile_id: z.int(),
    platform_number: z.string(),
    cycle_number: z.int(),
    direction: z.enum(['A', 'D']),
    source_kind: z.enum(['core', 'bgc', 'synthetic']),
    profile_index: z.int(),
    first_shown_at: z.iso.datetime().describe('When the profile was first shown, in whatever version.'),
    shown_since: z.iso.datetime().describe('When this version was written, or last found to be so.'),
    failed: z
      .array(
        z.object({
          test_bit: z.int(),
          test: z.string().nullable(),
          parameter: z.string().nullable().describe('Null for tests of date and position.'),
          levels: z.int().nullable(),
        }),
      )
      .describe('The quality tests that failed.'),
    versions: z.array(versionJson).describe('What each held file says of the profile: the one that is shown first.'),
  })
  .meta({ id: 'Origin' })

export const placesJson = z
  .object({
    places: z
      .array(
        z.object({
          topic: z.string(),
          partition: z.int(),
          offset: z.int(),
          record: z.string(),
          at: z.iso.datetime(),
        }),
      )
      .describe('The records that the profile came by, as far as the topics still hold them.'),
  })
  .meta({ id: 'OriginPlaces' })

/** @param names of the quality tests, by bit. */
export function toOrigin(
  { profile, failed, versions }: Origin,
  names: ReadonlyMap<number, string>,
): z.output<typeof originJson> {
  const { content_sha256: _, failed_tests, run_id: __, dataset_id: ___, created_at, updated_at, ...key } = profile
  const bits = Array.from({ length: 31 }, (_bit, bit) => bit).filter((bit) => (failed_tests >> bit) & 1)
  const named = (bit: number, parameter: string | null, levels: number | null) => ({
    ...{ test_bit: bit, test: names.get(bit) ?? null, parameter, levels },
  })
  const shown = versions.find((each) => each.shown)
  return {
    ...key,
    first_shown_at: isoTime(created_at),
    shown_since: isoTime(updated_at),
    failed: [
      ...bits.map((bit) => named(bit, null, null)),
      ...failed.map(({ bit, parameter, levels }) => named(bit, parameter, levels)),
    ],
    versions: versions.map((each) => toVersion(each, shown)),
  }
}

function toVersion(version: OriginVersion, shown: OriginVersion | undefined): z.output<typeof versionJson> {
  const { verdict_sha256: _, staged_at: __, written_at, date_update, ...rest } = version
  const why_not_shown = version.shown ? null : whyNotShown(version, shown)
  return { ...rest, written_at: isoTimeOrNull(written_at), date_update: isoTimeOrNull(date_update), why_not_shown }
}
