import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages } from './installPackages.ts'
import type { Say } from './Part.ts'
import { run } from './run.ts'

const oldest = 15

/** The folder of PostgreSQL's programs, 15 or later with PostGIS; installed where there is none. */
export async function findPostgres(say: Say): Promise<string> {
  const there = await find()
  if (there !== undefined) return there
  await installPackages(`PostgreSQL ${oldest} or later with PostGIS`, ['postgresql', 'postgresql-postgis'], say)
  const installed = await find()
  if (installed !== undefined) return installed
  throw new Error(`PostgreSQL ${oldest} or later with PostGIS is missing: please install both.`)
}

async function find(): Promise<string | undefined> {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .map(Number)
        .sort((a, b) => b - a)
    : []
  for (const version of versions) {
    const bin = join(debian, String(version), 'bin')
    const postgis = join('/usr/share/postgresql', String(version), 'extension', 'postgis.control')
    if (version >= oldest && existsSync(join(bin, 'postgres')) && existsSync(postgis)) return bin
  }
  const [bin, share, version] = await Promise.all(
    ['--bindir', '--sharedir', '--version'].map((question) => run('pg_config', [question]).catch(() => '')),
  )
  if (!bin || !share || Number(/\d+/.exec(version ?? '')?.[0] ?? 0) < oldest) return undefined
  const programs = existsSync(join(bin.trim(), 'postgres'))
  return programs && existsSync(join(share.trim(), 'extension', 'postgis.control')) ? bin.trim() : undefined
}
