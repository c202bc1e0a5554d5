import { Time } from './Time.tsx'

/** `2020-01-11 – 2023-04-23`, and one dash where nothing was measured. */
export function DaySpan({ from, to }: { from: string | null; to: string | null }) {
  return (
    <>
      <Time at={from} show="date" />
      {to === null ? null : (
        <>
          {' – '}
          <Time at={to} show="date" />
        </>
      )}
    </>
  )
}
