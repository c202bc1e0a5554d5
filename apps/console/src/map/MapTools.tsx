import { IconButton } from '../ui/IconButton.tsx'
import type { MapKind } from './MapView.ts'

const kinds: readonly { value: MapKind; label: string }[] = [
  { value: 'region', label: 'Region' },
  { value: 'world', label: 'World' },
  { value: 'globe', label: 'Globe' },
  { value: 'arctic', label: 'Arctic' },
  { value: 'antarctic', label: 'Antarctic' },
]

/** Which view of the Earth, and how near. */
export function MapTools({
  kind,
  onKind,
  onZoom,
  onReset,
}: {
  kind: MapKind
  onKind: (kind: MapKind) => void
  onZoom: (factor: number) => void
  onReset: () => void
}) {
  return (
    <>
      <fieldset class="chips">
        <legend class="visually-hidden">View</legend>
        {kinds.map(({ value, label }) => (
          <label key={value}>
            <input type="radio" name="map-view" checked={kind === value} onChange={() => onKind(value)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <span class="button-row">
        <IconButton
          icon="plus"
          label="Zoom in on the map"
          title="Zoom in (or Ctrl and the wheel)"
          onClick={() => onZoom(1.5)}
        />
        <IconButton icon="minus" label="Zoom out of the map" title="Zoom out" onClick={() => onZoom(1 / 1.5)} />
        <IconButton
          icon="reset"
          label="Show all positions"
          title="Show all positions (or double-click)"
          onClick={onReset}
        />
      </span>
    </>
  )
}
