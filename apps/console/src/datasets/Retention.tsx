import { useState } from 'preact/hooks'
import type { Dataset } from '../api/generated/openApi.ts'
import { mayDo } from '../session/allowed.ts'
import { Time } from '../ui/Time.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'

const past = { withdraw: 'withdrawn', restore: 'restored', purge: 'purged' } as const

/** Whether a dataset counts, who said so last and why, and how to take it out or bring it back. */
export function Retention({ dataset, name, again }: { dataset: Dataset; name: string; again: () => void }) {
  const [open, setOpen] = useState(false)
  const { withdrawal, is_active: isActive, purged_at: purgedAt } = dataset
  const kind = isActive ? 'withdraw' : 'restore'
  const may = purgedAt === null && mayDo(isActive ? 'withdrawDataset' : 'restoreDataset')
  if (withdrawal === null && !may) return null
  return (
    <section class="card">
      <h2>{isActive ? 'It is held' : 'It was withdrawn'}</h2>
      {withdrawal === null ? null : (
        <p class="break">
          {withdrawal.done_at === null ? 'Is being ' : 'Last '}
          {past[withdrawal.kind]} by <bdi>{withdrawal.requested_by}</bdi>, <Time at={withdrawal.requested_at} />:{' '}
          {withdrawal.because}
        </p>
      )}
      {may ? (
        <div class="button-row">
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {isActive ? 'Withdraw…' : 'Restore…'}
          </button>
        </div>
      ) : null}
      {open ? (
        <WithdrawDialog
          kind={kind}
          datasetId={dataset.dataset_id}
          name={name}
          onClose={(done) => {
            setOpen(false)
            if (done) again()
          }}
        />
      ) : null}
    </section>
  )
}
