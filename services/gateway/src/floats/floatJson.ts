import type { FloatDescription, FloatVersion } from '@floatchat/db/floats/readFloatPage'
import { z } from 'zod'
import { isoTime, isoTimeOrNull } from '../http/isoTime.ts'

const time = z.iso.datetime().nullable()

const floatVersionJson = z
  .object({
    cycle_number: z.int(),
    direction: z.enum(['A', 'D']),
    source_kind: z.enum(['core', 'bgc', 'synthetic']),
    profile_index: z.int(),
    data_mode: z.enum(['R', 'A', 'D']),
    date_update: time.describe('DATE_UPDATE of the file.'),
    level_count: z.int(),
    shown: z.boolean().describe('Whether it is this version that is shown.'),
    dataset_id: z.int(),
    filename: z.string().nullable(),
    ingestion_date: z.iso.datetime(),
    is_active: z.boolean(),
  })
  .meta({ id: 'FloatVersion' })

export const floatVersionsJson = z
  .object({ versions: z.array(floatVersionJson), total: z.int(), limit: z.int(), offset: z.int() })
  .meta({ id: 'FloatVersionList' })

export const floatDescriptionJson = z
  .object({
    metadata: z.record(z.string(), z.unknown()).nullable().describe('Everything that its newest _meta.nc says.'),
    described_by: z.enum(['meta', 'profile']).nullable().describe('Which kind of file described the float last.'),
    described_date_update: time.describe('DATE_UPDATE of that file.'),
    level_count: z.int(),
    outlier_count: z.int().describe('Levels that failed a test.'),
    out_of_bounds_count: z.int().describe('Of these, levels that failed by bit 0 alone, physical bounds.'),
    tests: z.array(z.object({ test_bit: z.int(), levels: z.int() })).describe('Levels by the test that they failed.'),
  })
  .meta({ id: 'FloatDescription' })

export function toFloatVersion(row: FloatVersion): z.output<typeof floatVersionJson> {
  return { ...row, date_update: isoTimeOrNull(row.date_update), ingestion_date: isoTime(row.ingestion_date) }
}

export function toFloatDescription(found: FloatDescription): z.output<typeof floatDescriptionJson> {
  return { ...found, tests: [...found.tests], described_date_update: isoTimeOrNull(found.described_date_update) }
}
