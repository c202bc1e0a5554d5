import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IndexProblem, IndexReader } from './IndexReader.ts'

const head = '# Title : Profile directory file\n# FTP root number 1\n'
const columns = 'file,date,latitude,longitude,ocean,profiler_type,institution,date_update\n'
const path = 'aoml/13857/profiles/R13857_001.nc'
const row = (file = path, update = '20181011180520') => `${file},19970729200300,0.267,-16.032,A,845,AO,${update}\n`

/** Reads the text in pieces of so many bytes. */
function read(text: string, pieces = 7) {
  const rows: [string, number | null][] = []
  const reader = new IndexReader('core', (bytes, from, to, date) =>
    rows.push([bytes.toString('latin1', from, to), date]),
  )
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += pieces) reader.push(bytes.subarray(at, at + pieces))
  return { rows, counts: reader.end() }
}

describe('an index of a GDAC', () => {
  it('gives path and date_update of each row, however it comes in pieces', () => {
    const date = Date.UTC(2018, 9, 11, 18, 5, 20)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom('\n', '\r\n'), (pieces, newline) => {
        const text = (head + columns + row() + row('kma/1/profiles/R1_002.nc', '')).replaceAll('\n', newline)
        expect(read(text, pieces).rows).toEqual([
          [path, date],
          ['kma/1/profiles/R1_002.nc', null],
        ])
      }),
    )
  })

  it('is read past blank lines and rows that are none, which are counted', () => {
    const odd = [
      '../../etc/passwd.nc',
      'aoml/.hidden/a.nc',
      '/aoml/a/b.nc',
      'aoml//b.nc',
      'aoml/1/a.txt',
      'aoml/1/a;.nc',
    ]
    const text = `${head}${columns}\n${row()}   \n${odd.map((file) => row(file)).join('')}${row(path, '20241399000000')}a,b\n`
    const { rows, counts } = read(text)
    expect(rows).toHaveLength(1)
    expect(counts).toMatchObject({ rows: 1, blank: 2, odd: odd.length + 2 })
    expect(counts.oddRows).toHaveLength(5)
  })

  it('is not believed where it was cut in the middle of a row', () => {
    const text = head + columns + row() + row('aoml/13857/profiles/R13857_002.nc')
    fc.assert(
      fc.property(fc.integer({ min: 2, max: row().length - 1 }), (missing) => {
        expect(() => read(text.slice(0, -missing))).toThrow(IndexProblem)
      }),
    )
    // Without the newline alone nothing is missing.
    expect(read(text.slice(0, -1)).rows).toHaveLength(2)
  })

  it.each([
    ['empty', ''],
    ['a page that says sorry', '<html>\n<body>We will be back soon</body>\n</html>\n'],
    ['one of another kind', `${head}file,profiler_type,institution\naoml/1/1_meta.nc,845,AO\n`],
    ['one of biogeochemical profiles', `${head}file,date,parameters,date_update\naoml/1/1.nc,1,PRES,20200101000000\n`],
    ['without columns', head + row()],
    ['without lines', 'x'.repeat(100_000)],
    ['mostly rows that are none', head + columns + row() + 'nothing\n'.repeat(30)],
  ])('is not believed where it is %s', (_, text) => {
    expect(() => read(text, 4096)).toThrow(IndexProblem)
  })
})
