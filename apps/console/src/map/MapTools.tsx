import { Icon } from '../ui/Icon.tsx'
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
        <button
          type="button"
          class="icon-button"
          aria-label="Zoom in on the map"
          title="Zoom in (or Ctrl and the wheel)"
          onClick={() => onZoom(1.5)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label="Zoom out of the map"
          title="Zoom out"
          onClick={() => onZoom(1 / 1.5)}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label="Show all positions"
          title="Show all positions (or double-click)"
          onClick={onReset}
        >
          <Icon name="reset" />
        </button>
      </span>
    </>
  )
}
