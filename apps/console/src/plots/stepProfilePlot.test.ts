import { expect, it } from 'vitest'
import type { ProfileContents } from '../api/datasets.ts'
import { loadProfile } from '../explore/LoadedProfile.ts'
import type { Hit } from './hitProfilePlot.ts'
import type { ProfilePlot } from './profilePlot.ts'
import { stepProfilePlot } from './stepProfilePlot.ts'

const parameter = (name: string, raw: (number | null)[]) => ({
  ...{ parameter: name, data_mode: 'R' as const, units: '', raw, qc: '1'.repeat(raw.length), adjusted: null },
  ...{ adjusted_qc: '', adjusted_error: null, failed_tests: null, proposed_qc: null, is_double: false },
})
const contents = (id: number, pressure: number[], values: (number | null)[]): ProfileContents => ({
  ...{ profile_id: id, dataset_id: 2, platform_number: '5906072', cycle_number: id, direction: 'A' },
  ...{ source_kind: 'core', profile_index: 0, juld_qc: null, timestamp: null, latitude: null, longitude: null },
  ...{ position_qc: null, position_invalid: false, data_mode: 'R', vertical_sampling_scheme: null },
  ...{ level_count: 3, outlier_count: 0, out_of_bounds_count: 0, failed_tests: 0 },
  parameters: [parameter('PRES', pressure), parameter('TEMP', values)],
})
const profiles = [
  contents(1, [5, 10, 20, 30], [9, null, 7, 6]),
  contents(2, [5, 10], [null, null]),
  contents(3, [4, 19, 40], [3, 2, 1]),
].map(loadProfile)
const plot: ProfilePlot = {
  ...{ parameter: 'TEMP', units: '', profiles, picked: new Map(), floats: new Map(), side: 'both' },
  ...{ spanFlagged: false, pressure: [0, 50], namesPressure: true },
}
/** Profile and level that the keys lead to. */
const after = (...keys: string[]) => {
  const hit = keys.reduce<Hit | undefined>((at, key) => stepProfilePlot(plot, at, key), undefined)
  return hit === undefined ? undefined : [hit.profile.profile.profile_id, hit.level]
}

it('begins with the first value, and goes down the levels that have one', () => {
  expect(after('ArrowDown')).toEqual([1, 0])
  expect(after('ArrowDown', 'ArrowDown')).toEqual([1, 2])
  expect(after('ArrowDown', 'End')).toEqual([1, 3])
  expect(after('ArrowDown', 'End', 'ArrowDown')).toEqual([1, 3])
  expect(after('ArrowDown', 'PageDown', 'ArrowUp')).toEqual([1, 2])
})

it('goes to the next profile that has values, near the same pressure, and no further than the last', () => {
  expect(after('ArrowDown', 'ArrowDown', 'ArrowRight')).toEqual([3, 1])
  expect(after('ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight')).toEqual([3, 1])
  expect(after('ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowLeft')).toEqual([1, 2])
})

it('begins with what is picked, and stays within the depth in view', () => {
  const zoomed: ProfilePlot = { ...plot, picked: new Map([[3, 'red']]), pressure: [10, 45] }
  const first = stepProfilePlot(zoomed, undefined, 'Home')
  expect([first?.profile.profile.profile_id, first?.level]).toEqual([3, 1])
  expect(stepProfilePlot({ ...plot, pressure: [41, 50] }, undefined, 'Home')).toBeUndefined()
})

it('leaves other keys alone', () => expect(stepProfilePlot(plot, undefined, 'Tab')).toBeUndefined())
