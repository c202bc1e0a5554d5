import { useMemo } from 'preact/hooks'
import type { Profile } from '../api/generated/openApi.ts'
import { counted } from '../ui/formatNumber.ts'
import { utcDate } from '../ui/formatTime.ts'
import { modeNames } from '../ui/modeNames.ts'
import type { Exploration } from './Exploration.ts'
import { LevelDownloads } from './LevelDownloads.tsx'
import { levelChoice } from './levelChoice.ts'
import { type FlagChoice, flagChoices } from './withFlags.ts'

type Mode = keyof typeof modeNames

/** Which profiles and values are in view, on the map, in the plots and in what is taken away. */
export function ViewFilters({ exploration, name }: { exploration: Exploration; name: string }) {
  const { mode, flags, profiles, inView } = exploration
  const choice = useMemo(() => levelChoice(inView.value), [inView.value])
  const there = (Object.keys(modeNames) as Mode[]).filter((one) =>
    profiles.value.some(({ data_mode }) => data_mode === one),
  )
  return (
    <div class="plot-tools">
      {there.length > 1 || mode.value !== undefined ? (
        <label class="field-inline">
          Mode
          <select
            class="input"
            value={mode.value ?? ''}
            onChange={({ currentTarget }) => (mode.value = there.find((one) => one === currentTarget.value))}
          >
            <option value="">any</option>
            {there.map((one) => (
              <option key={one} value={one}>
                {modeNames[one]}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label class="field-inline" title="The flags with which the values were delivered (Argo reference table 2)">
        Values with
        <select
          class="input"
          value={flags.value}
          onChange={({ currentTarget }) => (flags.value = currentTarget.value as FlagChoice)}
        >
          {Object.entries(flagChoices).map(([choice, label]) => (
            <option key={choice} value={choice}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <LevelDownloads choice={choice} name={name} />
      <span class="muted small">
        {counted(inView.value.length, 'profile')} in view{periodOf(inView.value)}; CSV takes all of them, or those that
        are picked.
      </span>
    </div>
  )
}

/** The days between which the profiles in view are; of those without a time nothing can be said. */
function periodOf(profiles: readonly Profile[]): string {
  const times = profiles.flatMap(({ timestamp }) => (timestamp === null ? [] : [timestamp])).sort()
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined) return ''
  const [from, to] = [utcDate(first), utcDate(last)]
  return from === to ? `, of ${from}` : `, ${from} to ${to}`
}
