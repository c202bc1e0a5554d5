import { lightPalette } from '../plots/palette.ts'
import { drawProfilePlot, type ProfilePlot, profileFrame } from '../plots/profilePlot.ts'
import type { Exploration } from './Exploration.ts'
import type { ExportKind } from './ExportButtons.tsx'
import { exportPicture } from './exportPicture.ts'
import { exportRows } from './exportRows.ts'
import { floatColours, pickedColours } from './seriesColours.ts'

const panel = { width: 300, height: 480 }
const panelsInARow = 4

/** Saves all panels in one picture, or the values behind them. */
export function exportProfiles(
  kind: ExportKind,
  plots: readonly ProfilePlot[],
  exploration: Exploration,
  name: string,
): Promise<void> {
  if (kind === 'csv') return exportRows(exploration, name)
  const picked = pickedColours(exploration.picked.peek(), lightPalette)
  const floats = floatColours(exploration.floats.peek(), lightPalette)
  const width = panel.width * Math.min(plots.length, panelsInARow)
  const height = panel.height * Math.ceil(plots.length / panelsInARow)
  return exportPicture(kind, name, width, height, (surface, _size, palette) => {
    for (const [index, plot] of plots.entries()) {
      const column = index % panelsInARow
      const own = { ...plot, picked, floats, namesPressure: column === 0 }
      surface.translate(column * panel.width, Math.floor(index / panelsInARow) * panel.height, () =>
        drawProfilePlot(surface, own, profileFrame(own, panel.width, panel.height), palette),
      )
    }
  })
}
