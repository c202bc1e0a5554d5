import { join } from 'node:path'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'
import { sql } from 'slonik'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openSystem, type System } from '../src/openSystem.ts'
import { emptyTables } from '../src/storedProfiles.ts'

const position = z.object({
  timestamp: z.number().nullable(),
  timestamp_missing: z.boolean(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  position_invalid: z.boolean(),
  has_geom: z.boolean(),
})

describe('files that broke the last system', () => {
  let system: System
  beforeAll(async () => {
    system = await openSystem('broken')
  })
  afterAll(() => system.close())
  const broken = (name: string) => join(realArgoFiles, 'broken', name)
  const stored = async () => {
    const rows = await system.database.pool.any(sql.type(position)`
      select timestamp, timestamp_missing, latitude, longitude, position_invalid, geom is not null as has_geom from profiles`)
    await emptyTables(system.database)
    expect(rows.length).toBeGreaterThan(0)
    return rows
  }

  it('an empty file is refused at once', async () => {
    await expect(system.upload(broken('bad_empty.nc'))).rejects.toThrow(/400.*empty/)
  })

  it.each([
    ['bad_gzip_as_nc.nc', /gzip/i],
    ['bad_hdf5_truncated.nc4', /cut off|truncated|incomplete|shorter/i],
    ['bad_html_as_nc.nc', /HTML/i],
    ['bad_text.nc', /not.*NetCDF/i],
    ['bad_truncated_half.nc', /cut off|truncated|incomplete|shorter|ends/i],
    ['bad_truncated_header.nc', /cut off|truncated|incomplete|shorter|ends/i],
  ])('%s is refused with a fitting sentence', async (name, sentence) => {
    const job = await system.ingest(broken(name))
    expect(job.status).toBe('failed')
    expect(job.error_log).toMatch(sentence)
    expect(job.error_log).toContain(name)
  })

  it('juld_fill.nc is stored with its time missing', async () => {
    expect((await system.ingest(broken('juld_fill.nc'))).status).toBe('succeeded')
    // The fill stands in one of its two profiles; the other keeps its time.
    const missing = { timestamp: null, timestamp_missing: true }
    expect((await stored()).filter((row) => row.timestamp_missing)).toMatchObject([missing])
  })

  it('pos_fill.nc is stored with its position missing', async () => {
    expect((await system.ingest(broken('pos_fill.nc'))).status).toBe('succeeded')
    const missing = { latitude: null, longitude: null, position_invalid: true, has_geom: false }
    expect((await stored()).filter((row) => row.position_invalid)).toMatchObject([missing])
  })

  it('lon_360.nc is stored with its longitude brought to -180 to 180', async () => {
    expect((await system.ingest(broken('lon_360.nc'))).status).toBe('succeeded')
    for (const { longitude } of await stored()) expect(Math.abs(longitude ?? 999)).toBeLessThanOrEqual(180)
  })

  it('odd_numrecs_streaming.nc is read like any other', async () => {
    expect((await system.ingest(broken('odd_numrecs_streaming.nc'))).status).toBe('succeeded')
    for (const row of await stored()) expect(row.has_geom).toBe(true)
  })

  it.each(['zipbomb.zip', 'zipslip.zip'])('%s costs nothing', async (name) => {
    const started = Date.now()
    const job = await system.ingest(broken(name))
    expect(Date.now() - started).toBeLessThan(30_000)
    const reasons = JSON.stringify([job.error_log, job.errors])
    expect(reasons).toMatch(name === 'zipbomb.zip' ? /expand|ratio|larger|too/i : /outside|path|\.\./i)
    await emptyTables(system.database)
  })
})
