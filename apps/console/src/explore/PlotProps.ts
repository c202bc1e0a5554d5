import type { Palette } from '../plots/palette.ts'
import type { Exploration } from './Exploration.ts'

/** What every kind of plot is given. */
export interface PlotProps {
  readonly exploration: Exploration
  readonly palette: Palette
  /** Of the dataset, for the names of files. */
  readonly name: string
}
