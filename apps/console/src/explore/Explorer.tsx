import { effect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { ProfilesOf } from '../api/datasets.ts'
import { visits } from '../app/route.ts'
import { isDark } from '../app/theme.ts'
import { ProfileMap } from '../map/ProfileMap.tsx'
import { darkPalette, lightPalette } from '../plots/palette.ts'
import { count } from '../ui/formatNumber.ts'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Progress } from '../ui/Progress.tsx'
import { drawnAtMost, Exploration } from './Exploration.ts'
import { keepInAddress, readAddress } from './explorerAddress.ts'
import { PlotTabs } from './PlotTabs.tsx'
import { ProfileList } from './ProfileList.tsx'
import { ViewFilters } from './ViewFilters.tsx'
import './explore.css'

export interface ExplorerProps {
  readonly of: ProfilesOf
  readonly name: string
  /** Profiles that the file brought, where one was; some may have been replaced since. */
  readonly profileCount: number | undefined
  /** What is said where there is no profile. */
  readonly children?: ComponentChildren
}

/** Map, list and plots of a dataset or a float. What is picked in one shows in all. */
export function Explorer({ of, name, profileCount, children }: ExplorerProps) {
  const key = `${visits.value} ${JSON.stringify(of)}`
  const exploration = useMemo(() => {
    const made = new Exploration(of)
    readAddress(made)
    return made
  }, [key])
  useEffect(() => {
    void exploration.readList()
    const stops = [
      keepInAddress(exploration),
      effect(() => {
        if (exploration.drawn.value.length > 0) void exploration.readValues()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      exploration.close()
    }
  }, [exploration])

  const palette = isDark.value ? darkPalette : lightPalette
  const { problem, total } = exploration
  if (total.value === 0) {
    return <>{children}</>
  }
  return (
    <div class="explorer" key={key}>
      {problem.value === undefined ? null : (
        <ProblemNotice
          problem={problem.value}
          retry={() => {
            void exploration.readList().then(() => exploration.readValues())
          }}
        />
      )}
      <section class="card map-card" aria-labelledby="map-title">
        <h2 id="map-title">Where</h2>
        <ProfileMap exploration={exploration} palette={palette} name={name} />
      </section>
      <section class="card list-card" aria-labelledby="profiles-title">
        <ProfileList exploration={exploration} profileCount={profileCount} />
      </section>
      <section class="card plots-card" aria-label="Plots">
        <ViewFilters exploration={exploration} name={name} />
        <ReadingBar exploration={exploration} />
        <PlotTabs exploration={exploration} palette={palette} name={name} />
      </section>
    </div>
  )
}

/** How far the values have come, with a way to stop; then how many of how many are drawn. */
function ReadingBar({ exploration }: { exploration: Exploration }) {
  const reading = exploration.reading.value
  const inView = exploration.inView.value.length
  const drawn = exploration.drawn.value.length
  if (reading !== undefined) {
    return (
      <div class="reading">
        <Progress value={(100 * reading.done) / reading.of} label="Values read" />
        <span class="muted nowrap">
          {count(reading.done)} of {count(reading.of)} profiles read
        </span>
        <button type="button" class="button small" onClick={() => exploration.stopReading()}>
          <Icon name="stop" /> Stop
        </button>
      </div>
    )
  }
  if (inView <= drawn) return null
  return (
    <p class="muted small">
      {count(drawn)} of {count(inView)} profiles are drawn, evenly spread ({drawnAtMost} at once). Choose a float, or
      pick profiles, to see others.
    </p>
  )
}
