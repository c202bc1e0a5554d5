import { readRows } from '@floatchat/db/test/support/readRows'
import { readClassicFile } from '@floatchat/netcdf/test/support/readClassicFile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'

let installation: Installation
let gateway: RunningGateway

/** Four profiles of two floats, three levels each; the third profile is a second sampling, the fourth synthetic. */
const profiles = `
  insert into floats (float_id, platform_number) values (1, '6900001'), (2, '6900002');
  create temporary table one (id int, f int, c int, kind text, place int, mode text, lon float);
  insert into one values (11, 1, 1, 'core', 0, 'D', 10), (12, 2, 7, 'core', 0, 'R', 179.5), (13, 1, 1, 'core', 1, 'R', 10),
    (14, 1, 1, 'synthetic', 0, 'D', 10);
  insert into profile_variables (profile_id, parameter, data_mode, units, raw, qc, adjusted, adjusted_qc, adjusted_error)
    select id, v, mode, 'unit', array[5.1, 10.25, null]::real[], '14 ',
      case when mode = 'D' then array[5.2, 10.35, 20]::real[] end, case when mode = 'D' then '111' end,
      case when mode = 'D' then array[2.4, 2.4, 2.4]::real[] end
    from one, unnest(case kind when 'core' then '{PRES,TEMP,PSAL}' else '{PRES,TEMP,PSAL,DOXY}' end::text[]) v;
  insert into measurements (profile_id, level, pressure) select id, l, l * 10 from one, generate_series(0, 2) l;
  insert into profiles (profile_id, float_id, platform_number, cycle_number, direction, source_kind, profile_index,
      juld_raw, "timestamp", juld_qc, latitude, longitude, position_qc, geom, data_mode, level_count, content_sha256,
      verdict_sha256, run_id, pi_name, vertical_sampling_scheme)
    select id, f, '690000' || f, c, 'A', kind, place, 25567.5 + f, timestamptz '2020-01-01T12:00Z' + f * interval '1 day', 1,
      -1.5, lon, 1, st_makepoint(lon, -1.5)::geography, mode, 3, '', '', gen_random_uuid(), 'Zoë, of "IF"', 'scheme ' || place
    from one;`

beforeAll(async () => {
  installation = await openInstallation('gateway-erddap')
  gateway = await installation.start({ PUBLIC_READ: 'true' })
  await readRows(installation.database, `begin; ${profiles} commit`)
})
afterAll(() => installation?.close())

const ask = (path: string) => fetch(`${gateway.url}/erddap/${path}`)
const text = async (path: string) => (await ask(path)).text()
const lines = async (query: string) => (await text(`tabledap/ArgoFloats.csv0?${query}`)).trimEnd().split('\n')

describe('a table', () => {
  const query = 'platform_number,cycle_number,time,pres,pres_qc,pi_name&cycle_number=7'

  test('has names, units and rows', async () => {
    expect(await text(`tabledap/ArgoFloats.csv?${query}`)).toBe(
      `platform_number,cycle_number,time,pres,pres_qc,pi_name
,,UTC,decibar,,
6900002,7,2020-01-03T12:00:00Z,5.1,1,"Zoë, of ""IF"""
6900002,7,2020-01-03T12:00:00Z,10.25,4,"Zoë, of ""IF"""
`,
    )
    expect((await text(`tabledap/ArgoFloats.csvp?${query}`)).split('\n')[0]).toBe(
      'platform_number,cycle_number,time (UTC),pres (decibar),pres_qc,pi_name',
    )
    expect((await text(`tabledap/ArgoFloats.tsv?${query}`)).split('\n')[2]).toBe(
      '6900002\t7\t2020-01-03T12:00:00Z\t5.1\t1\tZoë, of "IF"',
    )
    const { table } = JSON.parse(
      await text(`tabledap/ArgoFloats.json?time,pres,pres_adjusted,pres_qc&cycle_number=7`),
    ) as {
      table: Record<string, unknown>
    }
    expect(table).toEqual({
      ...{
        columnNames: ['time', 'pres', 'pres_adjusted', 'pres_qc'],
        columnTypes: ['String', 'float', 'float', 'String'],
      },
      columnUnits: ['UTC', 'decibar', 'decibar', null],
      rows: [
        ['2020-01-03T12:00:00Z', 5.1, null, '1'],
        ['2020-01-03T12:00:00Z', 10.25, null, '4'],
      ],
    })
  })

  test('is a netCDF file with a row dimension', async () => {
    const answer = await ask(
      `tabledap/ArgoFloats.nc?${query},pres_adjusted`
        .replace('&cycle_number=7,', ',')
        .concat('&cycle_number<2&orderBy("time,pres_adjusted")'),
    )
    expect(answer.headers.get('content-type')).toBe('application/x-netcdf')
    const { dimensions, variables, attributes } = readClassicFile(Buffer.from(await answer.arrayBuffer()))
    expect(dimensions).toMatchObject({ row: 5, platform_number_strlen: 7, pres_qc_strlen: 1, pi_name_strlen: 13 })
    expect(variables.platform_number?.values).toBe('6900001'.repeat(5))
    const fill = variables.pres_adjusted?.fill
    expect(variables.pres_adjusted?.values).toEqual([5.2, 10.35, 20, fill, fill].map((one) => Math.fround(Number(one))))
    expect(variables.time?.values).toEqual(new Array(5).fill(Date.UTC(2020, 0, 2, 12) / 1000))
    expect(Buffer.from(String(variables.pi_name?.values), 'latin1').toString()).toBe('Zoë, of "IF"'.repeat(5))
    expect(String(attributes.history).split('\n').at(-1)).toContain('/erddap/tabledap/ArgoFloats.nc?platform_number')
  })

  test('has every parameter of a synthetic profile', async () => {
    const rows = await text(
      'tabledap/ArgoFloats-synthetic-BGC.csv0?platform_number,pres,doxy_adjusted,doxy_adjusted_error,nitrate',
    )
    expect(rows).toBe('6900001,5.1,5.2,2.4,NaN\n6900001,10.25,10.35,2.4,NaN\n6900001,NaN,20,2.4,NaN\n')
  })
})

describe('constraints', () => {
  test.each([
    ['platform_number="6900002"', 2],
    ['platform_number=~"6900001|6900009"', 5],
    ['platform_number!="6900001"', 2],
    ['cycle_number=~"1|2|3"', 5],
    ['cycle_number>1', 2],
    ['pres_adjusted!=NaN', 3],
    ['pres=NaN', 1],
    ['pres>=5.1&pres<=5.1', 3],
    ['pres<10.25', 3],
    ['longitude>=-180&longitude<=100', 5],
    ['longitude>=100&longitude<=-100', null],
    ['latitude!=NaN&longitude!=NaN', 7],
    ['time>=2020-01-03', 2],
    ['time>2020-01-02T12:00:00Z', 2],
    ['time>=1577966400.0&time<=1577966400', 5],
    ['time>now-7days', null],
    ['pres_qc="4"', 3],
    ['vertical_sampling_scheme=~".*1"', 2],
    ['direction="D"', null],
  ])('%s leaves %s rows', async (constraint, count) => {
    const answer = await ask(`tabledap/ArgoFloats.csv0?platform_number,pres,psal&${constraint.replaceAll('+', '%2B')}`)
    const body = await answer.text()
    if (count === null) {
      expect(answer.status).toBe(404)
      expect(body).toContain('Your query produced no matching results. (nRows = 0)')
    } else expect(body.trimEnd().split('\n')).toHaveLength(count)
  })

  test('come encoded as a whole too', async () => {
    const query = 'platform_number,pres&platform_number="6900002"&orderBy("pres")'
    expect(await lines(encodeURIComponent(query))).toEqual(await lines(query))
  })
})

describe('functions', () => {
  test('put rows in order, once each', async () => {
    expect(await lines('pres&distinct()')).toEqual(['5.1', '10.25', 'NaN'])
    expect(await lines('cycle_number,pres&distinct()&orderBy("pres")')).toEqual([
      '1,5.1',
      '7,5.1',
      '1,10.25',
      '7,10.25',
      '1,NaN',
    ])
    expect(await lines('cycle_number,pres&orderByDescending("cycle_number,pres")')).toEqual([
      ...['7,10.25', '7,5.1', '1,NaN', '1,10.25', '1,10.25', '1,5.1', '1,5.1'],
    ])
    expect(await lines('platform_number,pres&orderByCount("platform_number")')).toEqual(['6900001,4', '6900002,2'])
  })

  test('of what profiles have do not read a level', async () => {
    expect(await lines('platform_number,cycle_number&distinct()')).toEqual(['6900001,1', '6900002,7'])
    expect(await lines('platform_number&time<2020-01-03&distinct()')).toEqual(['6900001'])
  })
})

describe('what is served', () => {
  test('is listed, searched and described', async () => {
    expect((await ask('info/index.json')).status).toBe(200)
    expect(await text('info/index.csv')).toContain('ArgoFloats-synthetic-BGC')
    expect(await text('info/ArgoFloats/index.csv')).toContain('variable,pres_adjusted_error,,float,\n')
    expect(
      (await text('search/index.csv?page=1&itemsPerPage=1000&searchFor="argo" -synthetic')).trimEnd().split('\n'),
    ).toHaveLength(2)
    expect((await ask('search/advanced.csv?searchFor=tides')).status).toBe(404)
    expect(await text('tabledap/ArgoFloats.dds')).toContain('Float32 temp_adjusted;')
    expect(await text('tabledap/ArgoFloats.das')).toContain('String units "decibar";')
    expect(await text('version')).toMatch(/^ERDDAP_version=\d/)
  })
})

describe('what cannot be asked', () => {
  test.each([
    ['tabledap/ArgoFloats.csv?nonsense', 400, "Unrecognized variable='nonsense'"],
    ['tabledap/ArgoFloats.csv?pres&pres>deep', 400, "'deep' is no number for pres"],
    ['tabledap/ArgoFloats.csv?pres&time>tomorrow', 400, "'tomorrow' is no time for time"],
    ['tabledap/ArgoFloats.csv?pres&orderBy("temp")', 400, "'temp' is to order by"],
    ['tabledap/ArgoFloats.csv?pres&slinearInterpolate("pres")', 400, 'is not served here'],
    ['tabledap/ArgoFloats.csv?pres&platform_number=~"(a"', 400, 'The regular expression has no closing bracket'],
    [
      'tabledap/ArgoFloats.csv?pres&platform_number=~"(((a{999}){999}){999})"',
      400,
      'The regular expression is too large.',
    ],
    ['tabledap/ArgoFloats.xlsx?pres', 400, "The file type '.xlsx' is not served"],
    ['tabledap/ArgoFloats', 400, 'The file type'],
    ['tabledap/Tides.csv', 404, 'Currently unknown datasetID=Tides'],
    ['tabledap/ArgoFloats.csv?pres&platform_number="\' or 1=1"', 404, 'no matching results'],
  ])('%s is refused as ERDDAP does', async (path, status, sentence) => {
    const answer = await ask(path)
    const body = await answer.text()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/plain; charset=utf-8'])
    expect(body).toMatch(/^Error \{\n {4}code=\d+;\n {4}message="[^"]+";\n\}\n$/)
    expect(body).toContain(sentence)
  })

  test('a pattern that is made to take for ever is answered at once', async () => {
    const pattern = encodeURIComponent(`platform_number=~"((6900001)+)+(((6*9*)*0*)*)*b"`)
    expect((await ask(`tabledap/ArgoFloats.csv?pres&${pattern}`)).status).toBe(404)
  })

  test('without PUBLIC_READ needs a token, and says so as ERDDAP does', async () => {
    const closed = await installation.start()
    const answer = await fetch(`${closed.url}/erddap/info/index.json`)
    expect(answer.status).toBe(401)
    expect(await answer.text()).toMatch(/^Error \{\n {4}code=401;/)
  })
})
