import { useId, useState } from 'preact/hooks'
import type { BeginOperationAnswer } from '../api/generated/openApi.ts'
import { beginReprocess, countChosen } from '../api/operations.ts'
import { announce } from '../app/announce.ts'
import { BecauseField } from '../ui/BecauseField.tsx'
import { DateField } from '../ui/DateField.tsx'
import { FieldProblem } from '../ui/FieldProblem.tsx'
import { byteSize, counted } from '../ui/formatNumber.ts'
import { Modal } from '../ui/Modal.tsx'
import { useGuarded } from '../ui/useGuarded.ts'
import { type ChoiceFields, choiceOf, noChoice } from './reprocessChoice.ts'

/** Asks which files; shows how many they are; only then they can be read again. */
export function ReprocessDialog({ onClose }: { onClose: (operation?: string) => void }) {
  const [fields, setFields] = useState(noChoice)
  const [dry, setDry] = useState<BeginOperationAnswer>()
  const [because, setBecause] = useState('')
  const { busy, problem, setProblem, guarded } = useGuarded()
  const choice = choiceOf(fields)
  const look = (): void => {
    if (typeof choice === 'string') setProblem(choice)
    else void guarded(async () => setDry(await countChosen(choice)))
  }
  const begin = (): void => {
    if (typeof choice === 'string') return
    void guarded(async () => {
      const { operation_id: id } = await beginReprocess(choice, because.trim())
      announce('The operation has begun')
      onClose(id)
    })
  }
  return (
    <Modal title="Reprocess files that are held" onClose={() => onClose()} wide>
      <p class="muted">
        Everything that is said must hold of a file; where nothing is said, every file held is meant. Values that were
        read before stay until the new ones take their place.
      </p>
      <Choice
        fields={fields}
        onChange={(next) => {
          setFields(next)
          setDry(undefined)
        }}
      />
      {dry === undefined ? null : (
        <>
          <p>
            {dry.files === 0
              ? 'No file that is held is meant.'
              : `${counted(dry.files, 'file')} of ${byteSize(dry.bytes)} would be read again.`}
          </p>
          {dry.files === 0 ? null : <BecauseField value={because} onChange={setBecause} />}
        </>
      )}
      <FieldProblem problem={problem} />
      <div class="button-row end">
        <button type="button" class="button" onClick={() => onClose()}>
          Cancel
        </button>
        {dry === undefined || dry.files === 0 ? (
          <button type="button" class="button primary" disabled={busy} onClick={look}>
            {busy ? 'Counting…' : 'See how many'}
          </button>
        ) : (
          <button type="button" class="button primary" disabled={busy || because.trim() === ''} onClick={begin}>
            {busy ? 'Beginning…' : `Reprocess ${counted(dry.files, 'file')}`}
          </button>
        )}
      </div>
    </Modal>
  )
}

function Choice({ fields, onChange }: { fields: ChoiceFields; onChange: (fields: ChoiceFields) => void }) {
  const id = useId()
  const field = (name: keyof ChoiceFields, label: string) => (
    <div class="field">
      <label for={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        class="input"
        maxLength={20}
        value={fields[name]}
        onInput={({ currentTarget }) => onChange({ ...fields, [name]: currentTarget.value })}
      />
    </div>
  )
  return (
    <div class="field-grid">
      {field('float', 'Float (WMO number)')}
      {field('dataset', 'Dataset (its number)')}
      {field('readBefore', 'Read before parser version')}
      {field('judgedBefore', 'Judged before cleaner version')}
      <DateField label="Came since" value={fields.since} onChange={(since) => onChange({ ...fields, since })} />
    </div>
  )
}
