import { signal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { FloatRow } from '../api/floats.ts'
import type { Profile } from '../api/generated/openApi.ts'
import { go, href } from '../app/route.ts'
import { isDark } from '../app/theme.ts'
import { ProfileMap } from '../map/ProfileMap.tsx'
import type { MapSource } from '../map/useMapPicture.ts'
import { darkPalette, lightPalette } from '../plots/palette.ts'
import '../explore/explore.css'

/** The latest positions of floats; picking one goes to its page. */
export function FloatMap({ floats }: { floats: readonly FloatRow[] }) {
  const source = useMemo((): MapSource => {
    const places = floats.map(placeOf)
    return {
      inView: signal(places),
      floats: signal(floats.map(({ platform_number }) => platform_number)),
      total: signal(places.length),
      picked: signal(new Set<number>()),
      hovered: signal(undefined),
      pick(index) {
        const float = floats[index]
        if (float !== undefined) go(href(['floats', float.platform_number]))
      },
    }
  }, [floats])
  return (
    <ProfileMap exploration={source} palette={isDark.value ? darkPalette : lightPalette} name="floats" what="float" />
  )
}

/** A float as its last profile would be, for the map; its id is its place in the list. */
function placeOf(float: FloatRow, index: number): Profile {
  const { platform_number, latest_position_timestamp: timestamp, latitude, longitude, last_cycle } = float
  return {
    ...{ profile_id: index, dataset_id: null, platform_number, cycle_number: last_cycle ?? 0, direction: 'A' },
    ...{ source_kind: 'core', profile_index: 0, timestamp, juld_qc: null, latitude, longitude, position_qc: null },
    ...{ position_invalid: false, data_mode: modeOf(float), vertical_sampling_scheme: null },
    ...{ level_count: 0, outlier_count: 0, out_of_bounds_count: 0, failed_tests: 0 },
  }
}

/** The mode of most of its cycles. */
function modeOf({ delayed_share: delayed, adjusted_share: adjusted }: FloatRow): Profile['data_mode'] {
  if ((delayed ?? 0) >= 0.5) return 'D'
  return (adjusted ?? 0) >= 0.5 ? 'A' : 'R'
}
