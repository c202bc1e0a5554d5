import { valueAt } from './SectionColumns.ts'
import type { SectionHit, SectionPlot } from './sectionPlot.ts'
import { stepValues } from './stepValues.ts'

/** The measured value that a key leads to from the place that is looked at, within the depth in view. */
export function stepSectionPlot(plot: SectionPlot, from: SectionHit | undefined, key: string): SectionHit | undefined {
  const [top, bottom] = plot.pressure
  const rows = plot.columns.flatMap((column) => {
    const pressures = column.pressure.filter((pressure) => pressure >= top && pressure <= bottom)
    return pressures.length === 0 ? [] : [{ column, pressures }]
  })
  const row = rows.findIndex(({ column }) => column === from?.column)
  // The last one above the place stands for all that lies below it.
  const above = rows[row]?.pressures.filter((pressure) => pressure < (from?.pressure ?? top)).length ?? 0
  const picked = rows.findIndex(({ column }) => plot.picked.has(column.profile.profile.profile_id))
  const here = row === -1 ? undefined : { row, at: Math.min(above, (rows[row]?.pressures.length ?? 1) - 1) }
  const to = stepValues(
    rows.map(({ pressures }) => pressures),
    here,
    key,
    picked,
  )
  const there = to === undefined ? undefined : rows[to.row]
  const pressure = to === undefined ? undefined : there?.pressures[to.at]
  if (there === undefined || pressure === undefined) return undefined
  return { column: there.column, pressure, value: valueAt(there.column, pressure) }
}
