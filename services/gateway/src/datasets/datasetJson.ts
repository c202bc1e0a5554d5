import type { DatasetRow } from '@floatchat/db/datasets/readDatasets'
import type { ProfileRow } from '@floatchat/db/profiles/readProfiles'
import { z } from 'zod'
import { isoTime, isoTimeOrNull } from '../http/isoTime.ts'
import { geoJson, toGeoJson } from './geoJson.ts'

const time = z.iso.datetime().nullable()

export const datasetJson = z
  .object({
    dataset_id: z.int(),
    parent_dataset_id: z.int().nullable().describe('The zip that it came in.'),
    job_id: z.uuid().nullable().describe('The job that ingested it.'),
    name: z.string().nullable(),
    source_filename: z.string().nullable(),
    raw_file_path: z.string().nullable(),
    raw_file_size: z.int().nullable().describe('Bytes.'),
    raw_file_sha256: z.string().nullable(),
    ingestion_date: z.iso.datetime(),
    date_range_start: time,
    date_range_end: time,
    bbox: geoJson.nullable(),
    float_count: z.int().nullable().describe('This and what follows are null until the file is in the database.'),
    profile_count: z.int().nullable(),
    measurement_count: z.int().nullable().describe('Levels for which anything was delivered.'),
    outlier_count: z.int().nullable().describe('Levels of which a value failed a test.'),
    out_of_bounds_count: z
      .int()
      .nullable()
      .describe(
        'Of the flagged levels those beyond the physical bounds and nothing else: most are pressures just below 0.',
      ),
    variable_list: z.array(z.string()).nullable().describe('Argo parameter names.'),
    test_counts: z.array(z.object({ test_bit: z.int(), parameter: z.string(), count: z.int() })).nullable(),
    warnings: z.array(z.string()).describe('What is odd in the file, a sentence each.'),
    summary_text: z.string().nullable(),
    summary_source: z.enum(['llm', 'template']).nullable(),
    summary_model: z.string().nullable(),
    parser_version: z
      .int()
      .nullable()
      .describe('Version of the parser that read it; null from releases that had none.'),
    cleaner_version: z.int().nullable().describe('Version of the cleaner that judged it.'),
    grey_list_sha256: z.string().nullable().describe('Digest of the grey list by which it was judged.'),
    is_active: z.boolean().describe('Whether the file is held: false where it was withdrawn.'),
    purged_at: time.describe('When its raw bytes were removed for good.'),
    withdrawal: z
      .object({
        kind: z.enum(['withdraw', 'restore', 'purge']),
        because: z.string(),
        requested_by: z.string(),
        requested_at: z.iso.datetime(),
        done_at: time.describe('Null until it is done.'),
      })
      .nullable()
      .describe('The latest request to withdraw, restore or purge it.'),
    dataset_version: z.int(),
    member_count: z.int().describe('Files of the zip that are in the database.'),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Dataset' })

export const datasetListJson = z
  .object({ datasets: z.array(datasetJson), total: z.int(), limit: z.int(), offset: z.int() })
  .meta({ id: 'DatasetList' })

export const profileJson = z
  .object({
    profile_id: z.int().describe('Names one version of the profile: a replaced one gets another.'),
    dataset_id: z.int().nullable(),
    platform_number: z.string(),
    cycle_number: z.int(),
    direction: z.enum(['A', 'D']),
    source_kind: z.enum(['core', 'bgc', 'synthetic']),
    profile_index: z.int().describe('0 is the primary sampling of the cycle.'),
    timestamp: time,
    juld_qc: z.int().nullable(),
    latitude: z.number().nullable().describe('Degrees north.'),
    longitude: z.number().nullable().describe('Degrees east, -180 to 180.'),
    position_qc: z.int().nullable(),
    position_invalid: z.boolean(),
    data_mode: z.enum(['R', 'A', 'D']),
    vertical_sampling_scheme: z.string().nullable(),
    level_count: z.int(),
    outlier_count: z.int().describe('Levels of which a value failed a test.'),
    out_of_bounds_count: z.int().describe('Of these, levels that failed by bit 0 alone, physical bounds.'),
    failed_tests: z.int().describe('Bits of the failed tests of date and position.'),
  })
  .meta({ id: 'Profile' })

export const profileListJson = z
  .object({ profiles: z.array(profileJson), total: z.int(), limit: z.int(), offset: z.int() })
  .meta({ id: 'ProfileList' })

const numbers = z.array(z.number().nullable())

export const profileContentsJson = profileJson
  .extend({
    measurements: z
      .record(z.string(), numbers)
      .describe(
        'Columns of one entry a level, in the order of the file: level, pressure (decibar), temperature (°C), salinity and so on with the best value, their flags (pres_qc, …), and outlier_tests, the bits of the failed tests. A column without a value is left out.',
      ),
    parameters: z
      .array(
        z.object({
          parameter: z.string(),
          data_mode: z.enum(['R', 'A', 'D']),
          units: z.string().nullable(),
          raw: numbers.nullable(),
          qc: z.string().nullable().describe('One Argo flag a level, a blank for none.'),
          adjusted: numbers.nullable(),
          adjusted_qc: z.string().nullable(),
          adjusted_error: numbers.nullable(),
          is_double: z
            .boolean()
            .describe(
              'Whether the file delivers doubles that 32 bits do not hold; else every value is one of 32 bits.',
            ),
          failed_tests: z.array(z.int()).nullable().describe('Bits of the failed tests, one entry a level.'),
          proposed_qc: z
            .string()
            .nullable()
            .describe(
              'The flags that our tests would give to the judged values (raw in mode R, else adjusted), as a data centre ' +
                'writes them: a character a level, 1 to 4, a blank without a value. Null where every value would get 1.',
            ),
        }),
      )
      .describe('Every parameter as the file delivered it.'),
  })
  .meta({ id: 'ProfileContents' })

/** One line of a bulk answer: parts that were not asked for are not there. */
export const profileLineJson = profileContentsJson
  .partial({ measurements: true, parameters: true })
  .meta({ id: 'ProfileLine' })

export function toDataset({ bounding_box, withdrawal, ...row }: DatasetRow): z.output<typeof datasetJson> {
  return {
    ...row,
    ingestion_date: isoTime(row.ingestion_date),
    date_range_start: isoTimeOrNull(row.date_range_start),
    date_range_end: isoTimeOrNull(row.date_range_end),
    created_at: isoTime(row.created_at),
    purged_at: isoTimeOrNull(row.purged_at),
    withdrawal:
      withdrawal === null
        ? null
        : {
            ...withdrawal,
            requested_at: isoTime(withdrawal.requested_at),
            done_at: isoTimeOrNull(withdrawal.done_at),
          },
    bbox: bounding_box === null ? null : toGeoJson(bounding_box),
  }
}

export function toProfile(row: ProfileRow): z.output<typeof profileJson> {
  return { ...row, timestamp: isoTimeOrNull(row.timestamp) }
}
