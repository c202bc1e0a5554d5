/**
 * What single tests say of the values of real files, each alone and on unflagged values: a line of JSON for each
 * parameter of each profile, for services/cleaner/test/oracle/compareWithPython.py to compare.
 *
 *   node bench/clean/singleTests.ts <folder of Argo files> | python3 services/cleaner/test/oracle/compareWithPython.py
 */

import { densityInversion } from '@floatchat/cleaner/checks/densityInversion'
import { globalRange, pressureAboveSurface } from '@floatchat/cleaner/checks/globalRange'
import { gradient } from '@floatchat/cleaner/checks/gradient'
import { impossibleDate } from '@floatchat/cleaner/checks/impossibleDate'
import { impossibleLocation } from '@floatchat/cleaner/checks/impossibleLocation'
import { physicalBounds } from '@floatchat/cleaner/checks/physicalBounds'
import { regionalRange } from '@floatchat/cleaner/checks/regionalRange'
import { spike } from '@floatchat/cleaner/checks/spike'
import { judgedAs } from '@floatchat/cleaner/judgedAs'
import { judgedValues } from '@floatchat/cleaner/judgedValues'
import type { Marks } from '@floatchat/cleaner/Marks'
import * as thresholds from '@floatchat/cleaner/thresholds'
import type { Profile } from '@floatchat/contracts/generated/records'
import { readArgoFiles } from './readArgoFiles.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say the folder of Argo files')
const now = Date.now()
type Line = { name: string; values: (number | null)[] | null; results: Record<string, unknown> } & Record<
  string,
  unknown
>

function* linesOf(profile: Profile): Generator<Line> {
  const levels = profile.level_count
  const valuesOf = (name: string) => {
    const parameter = profile.parameters.find((one) => one.name === name)
    const values = parameter === undefined ? undefined : judgedValues(parameter, profile.source_kind).values
    return values === undefined || values.length === 0 ? undefined : values
  }
  const { juld, latitude, longitude } = profile
  const results = {
    date: impossibleDate(juld, null, now),
    location: impossibleLocation(latitude, longitude),
  }
  yield { name: 'PROFILE', values: [], results, juld, latitude, longitude }

  const pressure = valuesOf('PRES')
  const salinity = valuesOf('PSAL')
  for (const { name } of profile.parameters) {
    const values = valuesOf(name)
    if (values === undefined) continue
    const as = judgedAs(name)
    const found: Record<string, unknown> = {}
    const record = (test: string, limits: unknown, run: (marks: Marks) => void) => {
      const marks = cleared(levels)
      run(marks)
      found[test] = { limits, failed: levelsOf(marks) }
    }
    const ranges = {
      bounds: thresholds.physicalBounds[as],
      'global range': thresholds.globalRanges[as],
      'Red Sea range': thresholds.redSeaRanges[as],
      'Mediterranean range': thresholds.mediterraneanRanges[as],
    }
    const tests = {
      bounds: physicalBounds,
      'global range': globalRange,
      'Red Sea range': regionalRange,
      'Mediterranean range': regionalRange,
    }
    for (const [test, run] of Object.entries(tests)) {
      const range = ranges[test as keyof typeof ranges]
      if (range !== undefined) record(test, range, (marks) => run(values, levels, range, marks))
    }
    if (as === 'PRES') record('pressure grade', null, (marks) => pressureAboveSurface(values, values, levels, marks))
    const spikes = thresholds.spikeLimits[as]
    if (spikes !== undefined && pressure !== undefined) {
      record('spike', spikes, (marks) => spike(values, pressure, levels, spikes, 4, cleared(levels), marks))
      record('gradient', thresholds.gradientLimits.DOXY, (marks) =>
        gradient(values, pressure, levels, thresholds.gradientLimits.DOXY, 4, cleared(levels), marks),
      )
    }
    if (name === 'TEMP' && pressure !== undefined && salinity !== undefined) {
      record('density inversion', thresholds.densityInversion, (temperatureMarks) =>
        densityInversion(
          {
            pressure,
            temperature: values,
            salinity,
            pressureMarks: cleared(levels),
            temperatureMarks,
            salinityMarks: cleared(levels),
          },
          levels,
        ),
      )
    }
    yield {
      name,
      values: listed(values),
      pressure: listed(pressure),
      salinity: listed(salinity),
      latitude,
      longitude,
      results: found,
    }
  }
}

const cleared = (levels: number): Marks => ({ flags: new Uint8Array(levels), failed: new Int32Array(levels) })
const levelsOf = ({ flags, failed }: Marks) =>
  [...failed.keys()].filter((level) => failed[level] !== 0).map((level) => [level, flags[level]])
const listed = (values: Float32Array | undefined) =>
  values === undefined ? null : [...values].map((value) => (Number.isNaN(value) ? null : value))

for (const { name, profiles } of await readArgoFiles(folder)) {
  for (const [number, profile] of profiles.entries()) {
    // Raw and adjusted values both: the more values the better.
    for (const mode of ['R', 'D'] as const) {
      const parameters = profile.parameters.map((parameter) => ({ ...parameter, data_mode: mode }))
      for (const line of linesOf({ ...profile, parameters })) {
        process.stdout.write(`${JSON.stringify({ file: name, number, mode, ...line })}\n`)
      }
    }
  }
}
