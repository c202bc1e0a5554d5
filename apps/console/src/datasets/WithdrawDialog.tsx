import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../api/ApiProblem.ts'
import type { WithdrawalRequest } from '../api/generated/openApi.ts'
import { askWithdrawal } from '../api/withdrawals.ts'
import { announce } from '../app/announce.ts'
import { BecauseField } from '../ui/BecauseField.tsx'
import { FieldProblem } from '../ui/FieldProblem.tsx'
import { counted } from '../ui/formatNumber.ts'
import { Modal } from '../ui/Modal.tsx'
import { useGuarded } from '../ui/useGuarded.ts'

interface WithdrawDialogProps {
  readonly kind: 'withdraw' | 'restore'
  readonly datasetId: number
  readonly name: string
  readonly onClose: (done: boolean) => void
}

const verbs = { withdraw: 'Withdraw', restore: 'Restore' } as const

/** Shows first what would come of it; done is it with a reason, which is remembered. */
export function WithdrawDialog({ kind, datasetId, name, onClose }: WithdrawDialogProps) {
  const [dry, setDry] = useState<WithdrawalRequest>()
  const { busy, problem, setProblem, guarded } = useGuarded()
  const [because, setBecause] = useState('')
  useEffect(() => {
    askWithdrawal(kind, datasetId, undefined).then(setDry, (error: unknown) => setProblem(sentenceOf(error)))
  }, [kind, datasetId])
  const act = (): Promise<void> =>
    guarded(async () => {
      await askWithdrawal(kind, datasetId, because.trim())
      announce(`${name}: ${kind === 'withdraw' ? 'is being withdrawn' : 'is being restored'}`)
      onClose(true)
    })
  return (
    <Modal title={`${verbs[kind]} ${name}`} onClose={() => onClose(false)}>
      {dry === undefined ? (
        problem === undefined ? (
          <p class="loading">Looking what would come of it…</p>
        ) : null
      ) : (
        <>
          <Effect dry={dry} />
          <BecauseField value={because} onChange={setBecause} />
        </>
      )}
      <FieldProblem problem={problem} />
      <div class="button-row end">
        <button type="button" class="button" onClick={() => onClose(false)}>
          Cancel
        </button>
        {dry === undefined ? null : (
          <button
            type="button"
            class={kind === 'withdraw' ? 'button danger' : 'button primary'}
            disabled={busy || because.trim() === ''}
            onClick={() => void act()}
          >
            {busy ? 'Working…' : verbs[kind]}
          </button>
        )}
      </div>
    </Modal>
  )
}

function Effect({ dry: { kind, requested, profiles, others, floats_total: floats } }: { dry: WithdrawalRequest }) {
  const gone = profiles - others
  return (
    <>
      <p>
        {counted(requested, 'dataset')} with {counted(profiles, 'profile')} of {counted(floats, 'float')} would be{' '}
        {kind === 'withdraw' ? 'taken out' : 'brought back'}.
      </p>
      <p class="muted">
        {kind === 'withdraw'
          ? `Of ${counted(others, 'profile')} another file has a version, which would be shown instead; ${counted(gone, 'profile')} would be gone. The raw file stays, and the dataset can be restored.`
          : `Of ${counted(others, 'profile')} another file has a version: the better one would be shown.`}
      </p>
    </>
  )
}
