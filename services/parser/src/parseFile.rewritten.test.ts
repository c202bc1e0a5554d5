import type { ArgoProfileFile } from '@floatchat/fixtures/ArgoProfileFile'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { layOutArgoProfiles } from '@floatchat/fixtures/layOutArgoProfiles'
import { rewrites } from '@floatchat/fixtures/rewrites'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inMemory } from '../test/support/inMemory.ts'
import { parseOpened } from '../test/support/parseLocal.ts'
import { pressure, profilesOf, salinity, temperature } from '../test/support/parseProfiles.ts'

const adjusted = { adjusted: [19.5, null, 9.5], adjustedQc: '149', adjustedError: [0.5, null, 0.5] }
/** Three profiles of three levels: what is told by lengths is told wrongly. */
const square: ArgoProfileFile = profilesOf(
  { dataMode: 'D', direction: 'D', parameters: [pressure, { ...temperature, ...adjusted }, salinity] },
  { dataMode: 'A', cycleNumber: 2, juld: null, latitude: null, parameters: [pressure, temperature, salinity] },
  { dataMode: 'R', cycleNumber: 2, verticalSamplingScheme: 'Near-surface sampling: discrete []' },
)
const oxygen = { name: 'DOXY', dataMode: 'D' as const, raw: [200, null, 180], rawQc: '394', ...adjusted }
const biogeochemical: ArgoProfileFile = {
  dataType: 'B-Argo profile',
  ...profilesOf(
    { dataMode: 'D', parameters: [{ ...pressure, dataMode: 'R' }, oxygen] },
    {
      dataMode: 'A',
      cycleNumber: 2,
      parameters: [
        { ...pressure, dataMode: 'R' },
        { ...oxygen, dataMode: 'A' },
      ],
    },
  ),
}
const files = {
  core: coreSingleProfile().source,
  square,
  biogeochemical,
  synthetic: bgcMultiProfile().source,
}
const names = Object.keys(rewrites) as (keyof typeof rewrites)[]

/** Of each line one at most: they write the same variables. */
const exclusive: readonly (readonly string[])[] = [
  ['hours', 'seconds', 'east', 'julianDays', 'nanoseconds'],
  ['flagsAsBytes', 'flagsAsNumbers'],
  ['twoMissingValues', 'defaultFills'],
  ['trailingCharacter', 'dap2'],
  ['squeezed', 'concatenated'],
  ['squeezed', 'transposed'],
]

async function read(source: ArgoProfileFile, chosen: readonly (keyof typeof rewrites)[]) {
  const laid = chosen.reduce((file, name) => rewrites[name](file), layOutArgoProfiles(source))
  return await parseOpened(inMemory(writeClassicFile(laid), 'file.nc'), 'file.nc')
}

test.each(names)('%s: the same profiles', async (name) => {
  for (const [kind, source] of Object.entries(files)) {
    const { profiles, closing } = await read(source, [name])
    expect(profiles, kind).toEqual((await read(source, [])).profiles)
    expect(closing, kind).toMatchObject({ rejected: [] })
  }
})

test('any of them together: the same profiles', async () => {
  const some = fc
    .subarray(names)
    .map((all) => all.filter((name, at) => !exclusive.some((line) => line.includes(name) && overlaps(all, at, line))))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.values(files)), some, async (source, chosen) => {
      expect((await read(source, chosen)).profiles).toEqual((await read(source, [])).profiles)
    }),
    { numRuns: 100 },
  )
})

/** Whether one that came before is of the same line. */
function overlaps(all: readonly string[], at: number, line: readonly string[]): boolean {
  return all.slice(0, at).some((name) => line.includes(name))
}
