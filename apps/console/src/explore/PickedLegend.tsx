import type { Exploration } from './Exploration.ts'
import { profileLabel } from './LoadedProfile.ts'

const namedAtMost = 12

/** Which colour is which profile, what is dashed, and what the signs mean. */
export function PickedLegend({
  exploration,
  colours,
  dashed,
  atEdge = true,
}: {
  exploration: Exploration
  colours: ReadonlyMap<number, string>
  dashed: boolean
  /** Whether values off the scale are marked at its edge. */
  atEdge?: boolean
}) {
  const picked = exploration.profiles.value.filter(({ profile_id }) => colours.has(profile_id))
  return (
    <ul class="legend" aria-label="Legend">
      {picked.slice(0, namedAtMost).map((profile) => (
        <li key={profile.profile_id}>
          <svg width="22" height="8" aria-hidden="true">
            <line x1="0" y1="4" x2="22" y2="4" stroke={colours.get(profile.profile_id)} stroke-width="3" />
          </svg>
          {profileLabel(profile)}
        </li>
      ))}
      {picked.length > namedAtMost ? <li class="muted">and {picked.length - namedAtMost} more</li> : null}
      {dashed ? (
        <li class="muted">
          <svg width="22" height="8" aria-hidden="true" class="legend-line">
            <line x1="0" y1="4" x2="22" y2="4" stroke-width="2" />
          </svg>
          adjusted
          <svg width="22" height="8" aria-hidden="true" class="legend-line">
            <line x1="0" y1="4" x2="22" y2="4" stroke-width="2" stroke-dasharray="3 3" />
          </svg>
          raw
        </li>
      ) : null}
      <li class="muted">
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" class="legend-flag">
          <path d="M2 2l8 8M10 2l-8 8" />
        </svg>
        failed a test (point at it to see which)
      </li>
      {atEdge ? (
        <li class="muted">
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" class="legend-flag">
            <circle cx="6" cy="6" r="4" />
          </svg>
          failed, and off the scale
        </li>
      ) : null}
    </ul>
  )
}
