import { useId } from 'preact/hooks'

/** Why something is done; the gateway takes so many characters. */
export function BecauseField({ value, onChange }: { value: string; onChange: (because: string) => void }) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>Why (it is remembered)</label>
      <input
        id={id}
        class="input"
        maxLength={1000}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  )
}
