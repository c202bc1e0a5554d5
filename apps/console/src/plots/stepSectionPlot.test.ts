import { expect, it } from 'vitest'
import type { SectionColumn } from './SectionColumns.ts'
import type { SectionHit, SectionPlot } from './sectionPlot.ts'
import { stepSectionPlot } from './stepSectionPlot.ts'

const column = (id: number, pressures: number[], values: number[]): SectionColumn => ({
  ...{ time: id, from: id, to: id + 1, pressure: Float32Array.from(pressures), values: Float32Array.from(values) },
  profile: { profile: { profile_id: id } } as SectionColumn['profile'],
})
const plot: SectionPlot = {
  ...{ parameter: 'TEMP', units: '', colours: 'thermal', span: [0, 10], picked: new Map() },
  ...{ columns: [column(1, [5, 10, 500], [9, 8, 7]), column(2, [900], [1]), column(3, [6, 12, 700], [6, 5, 4])] },
  pressure: [0, 1000],
}
const after = (from: SectionPlot, ...keys: string[]) => {
  const hit = keys.reduce<SectionHit | undefined>((at, key) => stepSectionPlot(from, at, key), undefined)
  return hit === undefined ? undefined : [hit.column.time, hit.pressure, hit.value]
}

it('goes down the measured values of a profile, and to the next at about the same pressure', () => {
  expect(after(plot, 'ArrowDown')).toEqual([1, 5, 9])
  expect(after(plot, 'ArrowDown', 'ArrowDown', 'ArrowRight')).toEqual([2, 900, 1])
  expect(after(plot, 'ArrowDown', 'End', 'ArrowDown')).toEqual([1, 500, 7])
})

it('leaves out what is zoomed away, and profiles that have nothing there', () => {
  const zoomed: SectionPlot = { ...plot, pressure: [8, 600] }
  expect(after(zoomed, 'Home')).toEqual([1, 10, 8])
  expect(after(zoomed, 'Home', 'ArrowRight')).toEqual([3, 12, 5])
  expect(after({ ...plot, pressure: [950, 1000] }, 'Home')).toBeUndefined()
})

it('goes on from where the pointer was, between two values or below the last', () => {
  const [first] = plot.columns
  if (first === undefined) throw new Error('There is no column.')
  const from = (pressure: number, key: string) =>
    stepSectionPlot(plot, { column: first, pressure, value: 0 }, key)?.pressure
  expect(from(7, 'ArrowUp')).toBe(5)
  expect(from(800, 'ArrowUp')).toBe(10)
  expect(stepSectionPlot(plot, undefined, 'Tab')).toBeUndefined()
})
