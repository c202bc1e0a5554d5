import { useState } from 'preact/hooks'
import { sentenceOf } from '../api/ApiProblem.ts'
import { listKeys, revokeKey } from '../api/access.ts'
import type { ApiKey, CreateKeyAnswer } from '../api/generated/openApi.ts'
import { announce } from '../app/announce.ts'
import { mayDo } from '../session/allowed.ts'
import { Copyable } from '../ui/Copyable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FieldProblem } from '../ui/FieldProblem.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Modal } from '../ui/Modal.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Time } from '../ui/Time.tsx'
import { useResource } from '../ui/useResource.ts'
import { NewKeyDialog } from './NewKeyDialog.tsx'

/** Keys by which programs come in. */
export function KeysPage() {
  const { data, problem, reload } = useResource('keys', listKeys)
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<CreateKeyAnswer>()
  const [revoking, setRevoking] = useState<ApiKey>()
  return (
    <>
      <div class="page-head">
        <div class="title-row">
          <h1>API keys</h1>
          {mayDo('createKey') ? (
            <span class="title-actions">
              <button type="button" class="button primary" onClick={() => setAsking(true)}>
                <Icon name="plus" /> New key…
              </button>
            </span>
          ) : null}
        </div>
        <p class="muted">A key lets a program in, as somebody of its role. What it does stands in the audit log.</p>
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} retry={reload} />}
      {made === undefined ? null : <Secret made={made} onClose={() => setMade(undefined)} />}
      {data === undefined ? (
        problem === undefined ? (
          <p class="loading">Loading…</p>
        ) : null
      ) : data.length === 0 ? (
        <EmptyState icon="file" title="No keys yet">
          People sign in with a token; a key is for programs.
        </EmptyState>
      ) : (
        <KeyTable keys={data} onRevoke={setRevoking} />
      )}
      {asking ? (
        <NewKeyDialog
          onClose={(key) => {
            setAsking(false)
            setMade(key)
            if (key !== undefined) reload()
          }}
        />
      ) : null}
      {revoking === undefined ? null : (
        <RevokeDialog
          apiKey={revoking}
          onClose={(done) => {
            setRevoking(undefined)
            if (done) reload()
          }}
        />
      )}
    </>
  )
}

function Secret({ made, onClose }: { made: CreateKeyAnswer; onClose: () => void }) {
  return (
    <div class="notice good" role="status">
      <Icon name="check" />
      <div>
        <p>
          The key <strong>{made.name}</strong>. Its secret is shown now and never again:
        </p>
        <Copyable text={made.secret} label="secret" />
      </div>
      <button type="button" class="button" onClick={onClose}>
        I have it
      </button>
    </div>
  )
}

function KeyTable({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  return (
    <div class="table-scroll">
      <table class="table stack">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Made</th>
            <th scope="col">Last used</th>
            <th scope="col">Good until</th>
            <th scope="col">
              <span class="visually-hidden">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.key_id} {...(key.revoked_at === null ? {} : { class: 'muted' })}>
              <th scope="row" class="break">
                {key.name}
              </th>
              <td data-label="Role">{key.role}</td>
              <td data-label="Made">
                <Time at={key.created_at} /> <span class="muted small block break">by {key.created_by}</span>
              </td>
              <td data-label="Last used">{key.last_used_at === null ? 'never' : <Time at={key.last_used_at} />}</td>
              <td data-label="Good until">
                {key.revoked_at !== null ? (
                  <>
                    revoked <Time at={key.revoked_at} /> <span class="small block break">by {key.revoked_by}</span>
                  </>
                ) : key.expires_at === null ? (
                  'it is revoked'
                ) : (
                  <Time at={key.expires_at} />
                )}
              </td>
              <td class="end">
                {key.revoked_at === null && mayDo('revokeKey') ? (
                  <button type="button" class="button small" onClick={() => onRevoke(key)}>
                    Revoke…
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: (done: boolean) => void }) {
  const [problem, setProblem] = useState<string>()
  const revoke = async (): Promise<void> => {
    try {
      await revokeKey(apiKey.key_id)
      announce(`${apiKey.name} is revoked`)
      onClose(true)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  return (
    <Modal title={`Revoke ${apiKey.name}`} onClose={() => onClose(false)}>
      <p>From now on no gateway takes it, and it cannot be brought back.</p>
      <FieldProblem problem={problem} />
      <div class="button-row end">
        <button type="button" class="button" onClick={() => onClose(false)}>
          Cancel
        </button>
        <button type="button" class="button danger" onClick={() => void revoke()}>
          Revoke
        </button>
      </div>
    </Modal>
  )
}
