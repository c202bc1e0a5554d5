import { type Depth, depthWithin, zoomedDepth } from '../plots/depthZoom.ts'
import { IconButton } from '../ui/IconButton.tsx'
import type { Exploration } from './Exploration.ts'

interface DepthToolsProps {
  readonly exploration: Exploration
  readonly whole: Depth
}

const [closer, wider] = [0.5, 2]

/** Zooms the plots over pressure, for who does not drag over them. */
export function DepthTools({ exploration, whole }: DepthToolsProps) {
  const { depth } = exploration
  const by = (factor: number): void => {
    depth.value = zoomedDepth(depthWithin(depth.value, whole), whole, factor)
  }
  return (
    <fieldset class="button-row">
      <legend class="visually-hidden">Depth</legend>
      <IconButton
        icon="plus"
        label="Zoom in to the surface"
        title="Zoom in (or drag over a plot, or + on it)"
        onClick={() => by(closer)}
      />
      <IconButton
        icon="minus"
        label="Zoom out"
        title="Zoom out (or − on a plot)"
        disabled={depth.value === undefined}
        onClick={() => by(wider)}
      />
      <IconButton
        icon="reset"
        label="Whole depth"
        title="Whole depth (or double-click a plot, or 0 on it)"
        disabled={depth.value === undefined}
        onClick={() => (depth.value = undefined)}
      />
    </fieldset>
  )
}

/** `+` and `-` on a plot zoom about the pressure that is looked at, `0` shows the whole depth; false for other keys. */
export function zoomByKey({ depth }: Exploration, whole: Depth, key: string, about: number | undefined): boolean {
  const factor = { '+': closer, '=': closer, '-': wider, '0': Number.POSITIVE_INFINITY }[key]
  if (factor === undefined) return false
  depth.value = zoomedDepth(depthWithin(depth.value, whole), whole, factor, about)
  return true
}
