import { useState } from 'preact/hooks'
import type { Operation } from '../api/generated/openApi.ts'
import { listOperations } from '../api/operations.ts'
import { go, href } from '../app/route.ts'
import { mayDo } from '../session/allowed.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count } from '../ui/formatNumber.ts'
import { Icon } from '../ui/Icon.tsx'
import { listAddress } from '../ui/listAddress.ts'
import { Pager } from '../ui/Pager.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'
import { OperationProgress } from './OperationProgress.tsx'
import { ReprocessDialog } from './ReprocessDialog.tsx'
import { chosenInWords } from './reprocessChoice.ts'

/** Work over many files that are held: what was asked for, and how far it is. */
export function OperationsPage() {
  const list = listAddress('operations')
  const { limit, offset } = list
  const [asking, setAsking] = useState(false)
  const load = (signal: AbortSignal) => listOperations({ limit, offset }, signal)
  const { data, problem, reload } = useResource(`operations ${limit} ${offset}`, load, { pollMs: 3000 })
  return (
    <>
      <div class="page-head">
        <div class="title-row">
          <h1>Operations</h1>
          {mayDo('beginOperation') ? (
            <span class="title-actions">
              <button type="button" class="button primary" onClick={() => setAsking(true)}>
                <Icon name="retry" /> Reprocess…
              </button>
            </span>
          ) : null}
        </div>
        <p class="muted">
          To reprocess reads files that are held again from their bytes, with the code of today. What people upload goes
          first.
        </p>
      </div>
      <Awaited resource={{ data, problem, reload }} />
      {data === undefined ? null : data.total === 0 ? (
        <EmptyState icon="retry" title="No operation yet">
          After a mended parser or cleaner, or a new grey list, held files can be read again here.
        </EmptyState>
      ) : (
        <>
          <OperationTable operations={data.operations} />
          <Pager what="operations" total={data.total} limit={limit} offset={offset} to={list.page} />
        </>
      )}
      {asking ? (
        <ReprocessDialog
          onClose={(begun) => {
            setAsking(false)
            if (begun !== undefined) go(href(['operations', begun]))
          }}
        />
      ) : null}
    </>
  )
}

function OperationTable({ operations }: { operations: readonly Operation[] }) {
  return (
    <div class="table-scroll">
      <table class="table stack">
        <thead>
          <tr>
            <th scope="col">Files</th>
            <th scope="col">State</th>
            <th scope="col">How far</th>
            <th scope="col">Asked for by</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {operations.map((operation) => (
            <tr key={operation.operation_id}>
              <th scope="row">
                <a href={href(['operations', operation.operation_id])}>{chosenInWords(operation.request)}</a>
                <span class="muted small block">{operation.because ?? ''}</span>
              </th>
              <td>
                <StatusBadge status={operation.state} />
              </td>
              <td data-label="How far">
                <OperationProgress operation={operation} />
                <span class="small block nowrap">
                  {count(operation.files.total - operation.files.waiting - operation.files.sent)} of{' '}
                  {count(operation.files.total)}
                </span>
              </td>
              <td data-label="By">{operation.requested_by}</td>
              <td data-label="When">
                <Time at={operation.requested_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
