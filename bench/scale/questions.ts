import { sql } from 'slonik'
import { z } from 'zod'
import type { ScaleSystem } from './scaleSystem.ts'

/** What people ask for: a path of the reading interface, or a statement over schema `argo`. */
export type Question = { readonly name: string } & ({ readonly path: string } | { readonly statement: string })

/** Ten questions of the reading interface, four of SQL and four pages of the console, about a float of those that there are. */
export async function questionsOf({ database }: ScaleSystem): Promise<Question[]> {
  const row = z.object({ platform: z.string(), longitude: z.number(), latitude: z.number(), day: z.string() })
  const { platform, longitude, latitude, day } = await database.pool.one(sql.type(row)`
    select platform_number as platform, longitude, latitude, to_char(timestamp, 'YYYY-MM-DD') as day
    from argo.cycles
    where platform_number = (
      select platform_number from profiles where cycle_number = 60 and source_kind = 'core' order by profile_id limit 1)
      and timestamp is not null and latitude is not null
    order by cycle_number limit 1`)
  const month = `${day.slice(0, 8)}01/${day.slice(0, 8)}28`
  const year = `${day.slice(0, 4)}-01-01/${day.slice(0, 4)}-12-31`
  const west = Math.max(-179, Math.floor(longitude) - 2)
  const south = Math.max(-89, Math.floor(latitude) - 2)
  const box = [west, south, Math.min(180, west + 5), Math.min(90, south + 5)].join()
  const polygon = encodeURIComponent(`${west} ${south},${west + 4} ${south},${west + 4} ${south + 4}`)
  const reading = [
    { name: 'floats in a box', path: `/api/v1/floats?bbox=${box}` },
    { name: 'a float', path: `/api/v1/floats/${platform}` },
    { name: 'cycles of a float', path: `/api/v1/profiles?platform=${platform}` },
    { name: 'cycles of a box in a month', path: `/api/v1/profiles?bbox=${box}&time=${month}` },
    { name: 'cycles of a day, all oceans', path: `/api/v1/profiles?time=${day}` },
    { name: 'levels of a float, CSV', path: `/api/v1/levels?platform=${platform}&format=csv` },
    { name: 'a cycle, expert', path: `/api/v1/levels?platform=${platform}&cycle=60&mode=expert` },
    {
      name: 'upper 50 dbar of a box in a month',
      path: `/api/v1/levels?bbox=${box}&time=${month}&pressure=0,50&parameters=TEMP,PSAL`,
    },
    {
      name: 'oxygen in a triangle in a year, Parquet',
      path: `/api/v1/levels?polygon=${polygon}&time=${year}&parameters=DOXY&format=parquet`,
    },
    { name: 'levels of a box in a month, research', path: `/api/v1/levels?bbox=${box}&time=${month}&mode=research` },
  ]
  const place = `st_point(${longitude + 1.5}, ${latitude - 1.5})::geography`
  const asked = [
    {
      name: 'SQL: the cycle nearest to a place',
      statement: `select platform_number, cycle_number from argo.cycles order by geom <-> ${place} limit 1`,
    },
    {
      name: 'SQL: the cycle nearest to a place in a year',
      statement: `select platform_number, cycle_number from argo.cycles
        where timestamp >= '${day.slice(0, 4)}-01-01' and timestamp < '${day.slice(0, 4)}-12-31'
        order by geom <-> ${place} limit 1`,
    },
    {
      name: 'SQL: a profile of a float',
      statement: `select pressure, temperature, salinity from argo.standard
        where platform_number = '${platform}' and cycle_number = 60 and source_kind = 'core' order by pressure`,
    },
    {
      name: 'SQL: mean temperature of a box in a month',
      statement: `select avg(temperature) from argo.standard
        where source_kind = 'core' and st_intersects(geom, st_makeenvelope(${box}, 4326)::geography)
          and timestamp >= '${month.slice(0, 10)}' and timestamp < '${month.slice(11)}'`,
    },
  ]
  return [
    ...reading,
    ...asked,
    { name: 'newest page of jobs', path: '/api/v1/datasets/jobs?limit=50' },
    { name: 'page of jobs, 10,000 behind', path: '/api/v1/datasets/jobs?limit=50&offset=10000' },
    { name: 'page of datasets', path: '/api/v1/datasets?limit=50' },
    { name: 'search for a float', path: `/api/v1/search?text=${platform}` },
  ]
}

/** Each question asked once, then three times more: the first, and the medians of the others, as rows of a table. */
export async function askAll(system: ScaleSystem): Promise<string> {
  const rows: string[] = []
  for (const question of await questionsOf(system)) {
    const ask = () => ('path' in question ? system.ask(question.path) : system.query(question.statement))
    const first = await ask()
    const again = [await ask(), await ask(), await ask()]
    const median = (of: 'first' | 'seconds') => again.map((one) => one[of]).sort((a, b) => a - b)[1] ?? Number.NaN
    const seconds = [first.seconds, median('seconds'), median('first')].map((each) => each.toFixed(3))
    rows.push(`| ${[question.name, ...seconds, (first.bytes / 1000).toFixed(1)].join(' | ')} |`)
  }
  const head = '| question | first time, s | again, s | its first byte, s | answer, kB |'
  return [head, '|---|---:|---:|---:|---:|', ...rows].join('\n')
}
