import { readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabase, dropDatabase } from '@floatchat/stack/createDatabase'
import { findPostgres } from '@floatchat/stack/findPostgres'
import { run } from '@floatchat/stack/run'
import { sql } from 'slonik'
import { z } from 'zod'
import type { ScaleSystem } from './scaleSystem.ts'

const gigabyte = 1e9

/** Bytes of each table with what belongs to it, and how many of them there are for each level. */
export async function sizesTable({ database, one }: ScaleSystem): Promise<string> {
  const levels = await one(sql.fragment`select count(*) as n from measurements`)
  const row = z.object({
    name: z.string(),
    rows: z.coerce.number(),
    heap: z.coerce.number(),
    indexes: z.coerce.number(),
    toast: z.coerce.number(),
  })
  const tables = await database.pool.any(sql.type(row)`
    select c.oid::regclass::text as name, greatest(c.reltuples, 0)::bigint as rows, pg_relation_size(c.oid) as heap,
      pg_indexes_size(c.oid) as indexes,
      pg_total_relation_size(c.oid) - pg_relation_size(c.oid) - pg_indexes_size(c.oid) as toast
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'argo') and pg_total_relation_size(c.oid) > 1e6
    order by pg_total_relation_size(c.oid) desc`)
  const gb = (bytes: number) => (bytes / gigabyte).toFixed(3)
  const line = (name: string, rows: number, heap: number, indexes: number, toast: number) => {
    const all = heap + indexes + toast
    return `| ${[name, rows.toLocaleString('en'), gb(heap), gb(indexes), gb(toast), (all / levels).toFixed(2)].join(' | ')} |`
  }
  const sum = (of: 'heap' | 'indexes' | 'toast') => tables.reduce((total, table) => total + table[of], 0)
  return [
    `${levels.toLocaleString('en')} levels.`,
    '',
    '| table | rows | rows of it, GB | indexes, GB | long values, GB | bytes a level |',
    '|---|---:|---:|---:|---:|---:|',
    ...tables.map(({ name, rows, heap, indexes, toast }) => line(name, rows, heap, indexes, toast)),
    line('all', 0, sum('heap'), sum('indexes'), sum('toast')),
  ].join('\n')
}

/** How long vacuum and analyze of each large table take. */
export async function vacuumTable({ database }: ScaleSystem): Promise<string> {
  const rows: string[] = []
  const tables = ['measurements', 'profile_variables', 'profiles', 'profile_versions', 'profile_provenance']
  for (const table of tables) {
    const began = performance.now()
    await database.pool.query(sql.unsafe`vacuum (analyze) ${sql.identifier([table])}`)
    rows.push(`| ${table} | ${((performance.now() - began) / 1000).toFixed(1)} |`)
  }
  return ['| vacuum (analyze) | s |', '|---|---:|', ...rows].join('\n')
}

/** A dump into a folder, two tables at a time, and the same into another database where there is room for it. */
export async function backupTable({ databaseUrl, one }: ScaleSystem, home: string): Promise<string> {
  const bin = await findPostgres(() => undefined)
  const folder = join(home, 'dump')
  rmSync(folder, { recursive: true, force: true })
  const dumped = await seconds(async () => {
    await run(join(bin, 'pg_dump'), ['--format=directory', '--jobs=2', '--compress=1', '--file', folder, databaseUrl])
  })
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
  const rows = [`| backup (pg_dump, two jobs) | ${dumped.toFixed(0)} | ${(bytes / gigabyte).toFixed(2)} |`]
  const needed = await one(sql.fragment`select pg_database_size(current_database()) as n`)
  const { bavail, bsize } = statfsSync(home)
  if (bavail * bsize < needed * 1.3) rows.push(`| restore: no room for ${(needed / gigabyte).toFixed(1)} GB more | | |`)
  else rows.push(await restored(bin, folder, databaseUrl, needed))
  rmSync(folder, { recursive: true, force: true })
  return ['| | s | GB |', '|---|---:|---:|', ...rows].join('\n')
}

async function restored(bin: string, folder: string, databaseUrl: string, bytes: number): Promise<string> {
  const address = new URL(databaseUrl)
  address.pathname = '/restored'
  await createDatabase(address.href, 'template0')
  try {
    const took = await seconds(async () => {
      await run(join(bin, 'pg_restore'), ['--jobs=2', '--dbname', address.href, folder])
    })
    return `| restore (pg_restore, two jobs) | ${took.toFixed(0)} | ${(bytes / gigabyte).toFixed(2)} |`
  } finally {
    await dropDatabase(address.href)
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
