import { useId, useState } from 'preact/hooks'
import { createKey } from '../api/access.ts'
import type { CreateKeyAnswer, CreateKeyBody } from '../api/generated/openApi.ts'
import { DateField } from '../ui/DateField.tsx'
import { FieldProblem } from '../ui/FieldProblem.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useGuarded } from '../ui/useGuarded.ts'

const roles: Readonly<Record<CreateKeyBody['role'], string>> = {
  viewer: 'viewer: reads',
  uploader: 'uploader: and uploads',
  operator: 'operator: and takes out, redrives, reprocesses',
  admin: 'admin: everything',
}

/** Asks for name, role and end of a new key. */
export function NewKeyDialog({ onClose }: { onClose: (made?: CreateKeyAnswer) => void }) {
  const id = useId()
  const [name, setName] = useState('')
  const [role, setRole] = useState<CreateKeyBody['role']>('viewer')
  const [until, setUntil] = useState('')
  const { busy, problem, guarded } = useGuarded()
  const make = (): Promise<void> =>
    guarded(async () => {
      const end = until === '' ? {} : { expires_at: `${until}T00:00:00Z` }
      onClose(await createKey({ name: name.trim(), role, ...end }))
    })
  return (
    <Modal title="New API key" onClose={() => onClose()}>
      <div class="field">
        <label for={`${id}-name`}>What it is for</label>
        <input
          id={`${id}-name`}
          class="input"
          maxLength={100}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-role`}>Role</label>
        <select
          id={`${id}-role`}
          class="input"
          value={role}
          onChange={({ currentTarget }) => setRole(currentTarget.value as CreateKeyBody['role'])}
        >
          {Object.entries(roles).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <DateField label="Refused from (UTC; empty: until it is revoked)" value={until} onChange={setUntil} />
      <FieldProblem problem={problem} />
      <div class="button-row end">
        <button type="button" class="button" onClick={() => onClose()}>
          Cancel
        </button>
        <button type="button" class="button primary" disabled={busy || name.trim() === ''} onClick={() => void make()}>
          Make the key
        </button>
      </div>
    </Modal>
  )
}
