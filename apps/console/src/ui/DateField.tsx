interface DateFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A day, in UTC. */
export function DateField({ label, value, onChange }: DateFieldProps) {
  return (
    <label class="field-inline">
      {label}
      <input class="input" type="date" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
    </label>
  )
}
