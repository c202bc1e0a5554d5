/** How far something is: `value` of 0 to 100, or undefined while nobody knows. */
export function Progress({ value, label, tone }: { value: number | undefined; label: string; tone?: 'good' | 'bad' }) {
  return (
    <progress
      class={tone === undefined ? 'progress' : `progress ${tone}`}
      max={100}
      {...(value === undefined ? {} : { value })}
      aria-label={label}
    />
  )
}
