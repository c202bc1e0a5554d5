import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { repositoryRoot } from '@floatchat/stack/stackSettings'
import { sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openSystem, type System } from '../src/openSystem.ts'
import { emptyTables } from '../src/storedProfiles.ts'

// Written by netCDF-C: services/parser/test/containers/make_containers.py says what each is.
const folder = join(repositoryRoot, 'services/parser/test/containers')
const containers = ['cdf1', 'cdf2', 'cdf5', 'nc4', 'nc4big', 'nc4string'] as const

describe('a file in CDF-1, CDF-2, CDF-5, NetCDF-4, its classic model and with strings', () => {
  let system: System
  beforeAll(async () => {
    system = await openSystem('containers')
  })
  afterAll(() => system.close())

  it.each([coreSingleProfile(), bgcMultiProfile()])('$filename gives the same rows', async ({ filename, known }) => {
    const stored = new Map<string, unknown>()
    for (const container of containers) {
      await emptyTables(system.database)
      const packed = await readFile(join(folder, filename.replace(/\.nc$/, `.${container}.nc.gz`)))
      const { status, dataset_id } = await system.ingest({ name: filename, bytes: await promisify(gunzip)(packed) })
      expect(status, container).toBe('succeeded')
      const dataset = await whatTheFileHolds(dataset_id)
      expect(dataset, container).toMatchObject({ profile_count: known.profiles.length })
      stored.set(container, { dataset, tables: await digestWithoutFiles() })
    }
    for (const container of containers) expect(stored.get(container), container).toEqual(stored.get('cdf1'))
  })

  /** The row of the dataset but for what is of the file itself (ids, digest, length, place) and of the moment. */
  async function whatTheFileHolds(datasetId: number) {
    return await system.database.pool.one(sql.type(z.looseObject({}))`
      select name, source_filename, date_range_start, date_range_end, st_astext(bbox) as bbox, float_count,
        profile_count::int, measurement_count::int, outlier_count::int, variable_list, test_counts, dataset_version
      from datasets where dataset_id = ${datasetId}`)
  }

  /** The five tables, of which the profiles name their file by its SHA-256: bytes differ where contents do not. */
  async function digestWithoutFiles(): Promise<unknown> {
    await system.database.pool.query(sql.unsafe`update datasets set raw_file_sha256 = null`)
    const tables = JSON.parse(await system.digest()) as Record<string, { readonly rows: number }>
    for (const [table, { rows }] of Object.entries(tables)) expect(rows, table).toBeGreaterThan(0)
    return tables
  }
})
