import type { Signal } from '@preact/signals'

/** Whether the axes reach to values that a flag calls bad. */
export function StretchAxes({ asked }: { asked: Signal<boolean> }) {
  return (
    <label class="check">
      <input type="checkbox" checked={asked.value} onChange={() => (asked.value = !asked.value)} /> Stretch axes to
      flagged values
    </label>
  )
}
