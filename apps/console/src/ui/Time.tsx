import { duration, localTime, utcClock, utcDate, utcTime } from './formatTime.ts'

/** A moment in UTC; the local one shows on hover. */
export function Time({ at, show = 'time' }: { at: number | string | null; show?: 'time' | 'date' | 'clock' }) {
  if (at === null) return <span class="muted">–</span>
  const text = show === 'date' ? utcDate(at) : show === 'clock' ? utcClock(at) : utcTime(at)
  return (
    <time dateTime={new Date(at).toISOString()} title={`${localTime(at)} (your time)`} class="nowrap">
      {text}
      {show === 'date' ? null : <span class="muted"> UTC</span>}
    </time>
  )
}

/** How long something took, or has been taking. */
export function Lasting({ from, to }: { from: string | null; to: string | null }) {
  if (from === null) return null
  return <span class="nowrap">{duration((to === null ? Date.now() : Date.parse(to)) - Date.parse(from))}</span>
}
