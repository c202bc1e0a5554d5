import { useSignal } from '@preact/signals'
import { useEffect, useId, useRef } from 'preact/hooks'
import type { Profile } from '../api/generated/openApi.ts'
import { href } from '../app/route.ts'
import { count, counted } from '../ui/formatNumber.ts'
import { modeNames } from '../ui/modeNames.ts'
import { Time } from '../ui/Time.tsx'
import { roving, useRoving } from '../ui/useRoving.ts'
import type { Exploration } from './Exploration.ts'
import { profileLabel } from './LoadedProfile.ts'

const rowsAtFirst = 200

/** The profiles in words: for the keyboard, for a screen reader, and for who knows the cycle by its number. */
export function ProfileList({
  exploration,
  profileCount,
}: {
  exploration: Exploration
  profileCount: number | undefined
}) {
  const place = useRef<HTMLElement>(null)
  const keys = useRoving(place)
  const more = useSignal(rowsAtFirst)
  const { inView, total } = exploration
  const rows = inView.value.slice(0, more.value)
  const elsewhere = (profileCount ?? 0) - (total.value ?? Number.POSITIVE_INFINITY)
  return (
    <>
      <ListHead exploration={exploration} />
      <p class="muted small">
        Pick one or more, here (arrow keys and Space), on the map (with Shift for more than one) or in a plot: they
        stand out everywhere.
        {elsewhere > 0
          ? ` ${counted(elsewhere, 'profile')} of this file ${elsewhere === 1 ? 'is' : 'are'} not listed: the same or newer versions came with other files.`
          : ''}
      </p>
      <section class="profile-list" aria-label="List of profiles" ref={place} {...keys}>
        <table class="table compact">
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">Picked</span>
              </th>
              <th scope="col">Float · cycle</th>
              <th scope="col">Time</th>
              <th scope="col" class="end">
                Levels
              </th>
              <th scope="col" class="end">
                Flagged
              </th>
              <th scope="col" title="R real time, A adjusted in real time, D delayed mode">
                Mode
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((profile) => (
              <ProfileRow key={profile.profile_id} profile={profile} exploration={exploration} />
            ))}
          </tbody>
        </table>
        {rows.length < inView.value.length ? (
          <button type="button" class="button small" onClick={() => (more.value += 1000)}>
            Show more of {count(inView.value.length)}
          </button>
        ) : null}
      </section>
    </>
  )
}

function ListHead({ exploration }: { exploration: Exploration }) {
  const { inView, picked, total, profiles } = exploration
  return (
    <div class="list-head">
      <h2 id="profiles-title">Profiles</h2>
      <span class="muted">
        {total.value === undefined
          ? 'loading…'
          : profiles.value.length < total.value
            ? `${count(profiles.value.length)} of ${count(total.value)} listed…`
            : counted(inView.value.length, 'profile')}
      </span>
      {picked.value.size > 0 ? (
        <button type="button" class="button small" onClick={() => (picked.value = new Set())}>
          Clear the selection of {count(picked.value.size)}
        </button>
      ) : null}
      {picked.value.size === 1 ? (
        <a class="button small" href={href(['origin', [...picked.value][0] ?? ''])}>
          Where it comes from
        </a>
      ) : null}
      <FloatChoice exploration={exploration} />
    </div>
  )
}

function FloatChoice({ exploration: { floats, float } }: { exploration: Exploration }) {
  const id = useId()
  if (floats.value.length < 2 && float.value === undefined) return null
  return (
    <span class="field-inline">
      <label for={id}>Float</label>
      <select
        id={id}
        class="input"
        value={float.value ?? ''}
        onChange={({ currentTarget }) => (float.value = currentTarget.value || undefined)}
      >
        <option value="">all {floats.value.length}</option>
        {floats.value.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}

function ProfileRow({ profile, exploration }: { profile: Profile; exploration: Exploration }) {
  const { profile_id: id } = profile
  const isPicked = exploration.picked.value.has(id)
  const isHovered = exploration.hovered.value === id
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    // What was picked elsewhere comes into sight within the list; the page stays where it is.
    if (isPicked && row.current !== null) scrollWithin(row.current)
  }, [isPicked])
  return (
    <tr
      ref={row}
      class={`${isPicked ? 'picked' : ''}${isHovered ? ' hovered' : ''}`}
      onPointerEnter={() => (exploration.hovered.value = id)}
      onPointerLeave={() => (exploration.hovered.value = undefined)}
    >
      <td>
        <input
          type="checkbox"
          {...roving}
          checked={isPicked}
          aria-label={`Pick ${profileLabel(profile)}`}
          onChange={() => exploration.pick(id, true)}
        />
      </td>
      <th scope="row" class="nowrap" title={profile.vertical_sampling_scheme ?? undefined}>
        {profileLabel(profile)}
      </th>
      <td>
        <Time at={profile.timestamp} show="date" />
      </td>
      <td class="end">{count(profile.level_count)}</td>
      <FlaggedCell profile={profile} />
      <td title={modeNames[profile.data_mode]}>{profile.data_mode}</td>
    </tr>
  )
}

/** Levels that failed a test; those out of bounds alone, mostly pressures just below 0, in the title only. */
function FlaggedCell({ profile: { outlier_count, out_of_bounds_count: outOfBounds } }: { profile: Profile }) {
  const flagged = outlier_count - outOfBounds
  const title = outOfBounds > 0 ? `${counted(outOfBounds, 'level')} besides out of bounds and nothing else` : undefined
  return (
    <td class={flagged > 0 ? 'end bad-text' : 'end'} {...(title === undefined ? {} : { title })}>
      {flagged === 0 ? '–' : count(flagged)}
    </td>
  )
}

function scrollWithin(row: HTMLElement): void {
  const box = row.closest('.profile-list')
  if (box === null) return
  const { top, bottom } = row.getBoundingClientRect()
  const frame = box.getBoundingClientRect()
  if (top < frame.top + 32 || bottom > frame.bottom) box.scrollTop += top - frame.top - frame.height / 2
}
