import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import type { ClassicFile, ClassicType, ClassicVariable } from '@floatchat/netcdf/ClassicFile'
import type { NetcdfValues } from '@floatchat/netcdf/NetcdfFile'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'
import fc from 'fast-check'
import { NetCDFReader } from 'netcdfjs'
import { describe, expect, test } from 'vitest'
import { argoFile } from '../../../test/support/argoFiles.ts'
import { inMemory } from '../../../test/support/inMemory.ts'
import { ClassicNetcdfFile } from './ClassicNetcdfFile.ts'

const open = (bytes: Buffer) => ClassicNetcdfFile.open(inMemory(bytes, 'file.nc'), 'file.nc')

function plain(values: NetcdfValues): string | number[] {
  if ('chars' in values) return values.chars.toString('latin1')
  return 'numbers' in values ? Array.from(values.numbers) : values.texts.join('')
}

/** Two record variables of odd lengths, so that each record is padded, and one fixed variable of each type. */
const records: ClassicFile = {
  version: 1,
  dimensions: { N_HISTORY: 5, WIDTH: 3, N_PROF: 2 },
  unlimited: 'N_HISTORY',
  variables: [
    { name: 'STEP', type: 'char', dimensions: ['N_HISTORY', 'WIDTH'], values: 'abcdefghijklmno' },
    { name: 'COUNT', type: 'short', dimensions: ['N_HISTORY'], values: [1, -2, 3, -4, 5] },
    { name: 'BYTE', type: 'byte', dimensions: ['WIDTH'], values: [-1, 0, 1] },
    { name: 'INT', type: 'int', dimensions: ['N_PROF'], values: [-100_000, 99_999] },
    { name: 'FLOAT', type: 'float', dimensions: ['N_PROF', 'WIDTH'], values: [0.5, 1.5, 2.5, -0.5, 99_999, 0] },
    { name: 'DOUBLE', type: 'double', dimensions: [], values: [27_154.5] },
  ],
}

describe('every step of every variable is read as it was written', () => {
  test.each([1, 2, 5] as const)('CDF-%i with several record variables', async (version) => {
    const file = open(writeClassicFile({ ...records, version }))
    for (const { name, values } of records.variables) {
      const variable = file.variables.get(name)
      if (variable === undefined) throw new Error(`no ${name}`)
      const steps = variable.shape[0] ?? 1
      const whole = plain(await file.read(variable, 0, steps))
      expect(whole).toEqual(values)
      const single = await Promise.all(Array.from({ length: steps }, (_, at) => file.read(variable, at, at + 1)))
      expect(single.flatMap((each) => [...plain(each)])).toEqual([...whole])
    }
  })

  test('a single record variable is not padded', async () => {
    const single = { ...records, variables: records.variables.slice(0, 1) }
    const file = open(writeClassicFile(single))
    const variable = file.variables.get('STEP')
    expect(variable && plain(await file.read(variable, 1, 4))).toBe('defghijkl')
  })

  test.each([1, 5] as const)('CDF-%i whose writer left the number of records open', async (version) => {
    const file = open(writeClassicFile({ ...records, version, streaming: true }))
    expect(file.dimensions.get('N_HISTORY')).toBe(5)
    const variable = file.variables.get('COUNT')
    expect(variable && plain(await file.read(variable, 0, 5))).toEqual([1, -2, 3, -4, 5])
  })

  test('64-bit integers of CDF-5 come as doubles', async () => {
    const values = [-(2 ** 40), 7]
    const variables: ClassicVariable[] = [{ name: 'LONG', type: 'int64', dimensions: ['N'], values }]
    const file = open(writeClassicFile({ version: 5, dimensions: { N: 2 }, variables }))
    const variable = file.variables.get('LONG')
    expect(variable && plain(await file.read(variable, 0, 2))).toEqual(values)
  })

  test('any file, any range', async () => {
    const types: ClassicType[] = ['byte', 'short', 'int', 'float', 'double']
    const shape = fc.record({
      version: fc.constantFrom(1, 2, 5),
      rows: fc.integer({ min: 1, max: 40 }),
      unlimited: fc.boolean(),
      variables: fc.array(fc.record({ type: fc.constantFrom(...types), width: fc.integer({ min: 1, max: 9 }) }), {
        minLength: 1,
        maxLength: 6,
      }),
      range: fc.tuple(fc.nat(39), fc.nat(39)),
    })
    await fc.assert(
      fc.asyncProperty(shape, async ({ version, rows, unlimited, variables, range }) => {
        const dimensions = {
          ROWS: rows,
          ...Object.fromEntries(variables.map(({ width }, index) => [`W${index}`, width])),
        }
        const written = variables.map(({ type, width }, index): ClassicVariable & { width: number } => ({
          name: `V${index}`,
          type,
          width,
          dimensions: ['ROWS', `W${index}`],
          values: Array.from({ length: rows * width }, (_, at) => (at * 7 + index) % 127),
        }))
        const bytes = writeClassicFile({
          version: version as 1 | 2 | 5,
          dimensions,
          variables: written,
          ...(unlimited ? { unlimited: 'ROWS' } : {}),
        })
        const file = open(bytes)
        const [from, to] = [Math.min(...range) % rows, Math.min(Math.max(...range), rows)].sort((a, b) => a - b) as [
          number,
          number,
        ]
        for (const { name, width, values } of written) {
          const variable = file.variables.get(name)
          if (variable === undefined) throw new Error(`no ${name}`)
          expect(plain(await file.read(variable, from, to))).toEqual(
            Array.from(values as number[]).slice(from * width, to * width),
          )
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('netcdfjs, which shares no code with the reader, reads the same numbers', () => {
  const fixtures = [coreSingleProfile(), bgcMultiProfile()].map((each) => [each.filename, () => each.bytes] as const)
  test.each(fixtures)('%s', (_name, bytes) => compareWithNetcdfjs(bytes()))

  test.each(['D2901623_000.nc', 'SR6903247_001D.nc', '2901623_prof.nc'])('%s', async (name) => {
    const { readFile } = await import('node:fs/promises')
    await compareWithNetcdfjs(await readFile(argoFile(name)))
  })

  async function compareWithNetcdfjs(bytes: Buffer): Promise<void> {
    const other = new NetCDFReader(bytes)
    const file = open(bytes)
    let compared = 0
    for (const { name, type, record } of other.variables) {
      // It is wrong about characters: NULs are lost, lengths are padded to four.
      if (type === 'char' || type === 'byte' || record) continue
      const variable = file.variables.get(name)
      if (variable === undefined) throw new Error(`no ${name}`)
      const count = variable.shape.reduce((product, length) => product * length, 1)
      expect(plain(await file.read(variable, 0, variable.shape[0] ?? 1))).toEqual(
        [other.getDataVariable(name)].flat(2).slice(0, count),
      )
      compared += 1
    }
    expect(compared).toBeGreaterThan(5)
  }
})

describe('what a header says is held against the file', () => {
  const whole = coreSingleProfile().bytes

  const refused = (expected: object) => expect.objectContaining({ retryable: false, ...expected })

  test('a file cut anywhere is refused, by a sentence with its name', () => {
    for (let length = 4; length < whole.length; length += 61) {
      expect(() => open(whole.subarray(0, length)), `cut at ${length}`).toThrow(
        refused({ code: 'TRUNCATED', message: expect.stringContaining('file.nc is cut short') }),
      )
    }
  })

  test.each([
    ['dimensions', 8, 'its list of dimensions'],
    ['a length of a name', 16, 'a name in its header has'],
  ])('%s that cannot be', (_what, at, sentence) => {
    const bytes = Buffer.from(whole)
    bytes.writeUInt32BE(0x7fffffff, at)
    expect(() => open(bytes)).toThrow(refused({ code: 'MALFORMED_NETCDF', message: expect.stringContaining(sentence) }))
  })

  test('a variable that begins inside the header', () => {
    const bytes = writeClassicFile({
      version: 1,
      dimensions: { N: 1 },
      variables: [{ name: 'X', type: 'int', dimensions: ['N'], values: [1] }],
    })
    bytes.writeUInt32BE(4, bytes.length - 8) // `begin` is the last word of the header, before the one value
    expect(() => open(bytes)).toThrow(
      refused({ code: 'MALFORMED_NETCDF', message: expect.stringContaining('inside the header') }),
    )
  })
})
