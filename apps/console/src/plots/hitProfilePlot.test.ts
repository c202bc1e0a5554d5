import { expect, it } from 'vitest'
import type { ProfileContents } from '../api/datasets.ts'
import { loadProfile } from '../explore/LoadedProfile.ts'
import { toX, toY } from './Frame.ts'
import { hitProfilePlot } from './hitProfilePlot.ts'
import { type ProfilePlot, profileFrame } from './profilePlot.ts'

const qc = '1111'
const parameter = (name: string, raw: number[], adjusted: number[], failed: number[] | null) => ({
  ...{ parameter: name, data_mode: 'A' as const, units: '', raw, qc, adjusted, adjusted_qc: qc },
  ...{ adjusted_error: null, failed_tests: failed, proposed_qc: null, is_double: false },
})
const contents: ProfileContents = {
  ...{ profile_id: 1, dataset_id: 2, platform_number: '5906072', cycle_number: 1, direction: 'A', source_kind: 'core' },
  ...{
    profile_index: 0,
    juld_qc: null,
    timestamp: null,
    latitude: null,
    longitude: null,
    position_qc: null,
    position_invalid: false,
  },
  ...{
    data_mode: 'A',
    vertical_sampling_scheme: null,
    level_count: 4,
    outlier_count: 1,
    out_of_bounds_count: 0,
    failed_tests: 0,
  },
  parameters: [
    parameter('PRES', [0, 100, 200, 300], [0, 100, 200, 300], null),
    parameter('TEMP', [10, 8, 6, 40], [10, 8.5, 6, 40], [0, 0, 0, 512]),
  ],
}
const plot: ProfilePlot = {
  ...{ parameter: 'TEMP', units: '', profiles: [loadProfile(contents)], picked: new Map(), floats: new Map() },
  ...{ side: 'both', spanFlagged: false, pressure: [0, 400], namesPressure: true },
}
const frame = profileFrame(plot, 400, 400)

it('means the best value where raw and adjusted are the same, so that its failed tests are told', () => {
  expect(hitProfilePlot(plot, frame, toX(frame, 6), toY(frame, 200))).toMatchObject({ level: 2, isBest: true })
})

it('tells raw from adjusted where they differ', () => {
  expect(hitProfilePlot(plot, frame, toX(frame, 8), toY(frame, 100))).toMatchObject({ level: 1, isBest: false })
})

it('finds a flagged value at the edge, where one off the scale is marked', () => {
  // The axis is that of the good values.
  expect(frame.x[1]).toBeLessThan(11)
  expect(hitProfilePlot(plot, frame, frame.left + frame.width, toY(frame, 300))).toMatchObject({
    level: 3,
    isBest: true,
  })
})

it('finds nothing where nothing is', () => {
  expect(hitProfilePlot(plot, frame, frame.left + 5, frame.top + 5)).toBeUndefined()
})

it('spans the least doubtful values that there are: probably bad ones before bad ones', () => {
  const doubtful = {
    ...contents,
    parameters: [
      parameter('PRES', [0, 100, 200, 300], [0, 100, 200, 300], null),
      {
        ...parameter('DOXY', [200, 210, 190, -100_000], [200, 210, 190, -100_000], null),
        qc: '3334',
        adjusted_qc: '3334',
      },
    ],
  }
  const oxygen = { ...plot, parameter: 'DOXY', profiles: [loadProfile(doubtful)] }
  const [low, high] = profileFrame(oxygen, 400, 400).x
  expect(low).toBeGreaterThan(180)
  expect(high).toBeLessThan(220)
  expect(profileFrame({ ...oxygen, spanFlagged: true }, 400, 400).x[0]).toBeLessThan(-90_000)
})
