import { useState } from 'preact/hooks'
import { sentenceOf } from '../api/ApiProblem.ts'
import type { AuditDisagreement, AuditRow } from '../api/generated/openApi.ts'
import { qualityAuditCsv, readQualityAudit } from '../api/qualityAudit.ts'
import { href } from '../app/route.ts'
import { saveFile } from '../explore/saveFile.ts'
import { Awaited } from '../ui/Awaited.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { count } from '../ui/formatNumber.ts'
import { Icon } from '../ui/Icon.tsx'
import { modeNames } from '../ui/modeNames.ts'
import { useResource } from '../ui/useResource.ts'
import { type AuditOrder, auditOrders, centresOf, chosenRows } from './auditRows.ts'

/** The quality tests beside those of the data centres: where both say the same, and where they do not. */
export function AuditPage() {
  const { data, problem, reload } = useResource('quality audit', readQualityAudit)
  return (
    <>
      <div class="page-head">
        <div class="title-row">
          <h1>Quality tests</h1>
          <span class="title-actions">
            <CsvButton />
          </span>
        </div>
        <p class="muted">
          The tests of this system beside those that the data centres say they performed (HISTORY, QCP$ and QCF$).
          Delayed-mode and adjusted profiles are judged here by their adjusted values, and were tested there by their
          raw ones. At most a minute old.
        </p>
      </div>
      <Awaited resource={{ data, problem, reload }}>Comparing…</Awaited>
      {data === undefined ? null : data.rows.length === 0 ? (
        <EmptyState icon="flag" title="Nothing to compare yet">
          No profile that is held says which tests its data centre performed.
        </EmptyState>
      ) : (
        <>
          <Disagreements disagreements={data.disagreements} />
          <Rows rows={data.rows} />
        </>
      )}
    </>
  )
}

function CsvButton() {
  const [problem, setProblem] = useState<string>()
  const save = async (): Promise<void> => {
    try {
      saveFile('quality-tests-audit.csv', await qualityAuditCsv())
      setProblem(undefined)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  return (
    <>
      <button type="button" class="button" onClick={() => void save()}>
        <Icon name="download" /> CSV
      </button>
      {problem === undefined ? null : (
        <span class="field-problem" role="alert">
          {problem}
        </span>
      )}
    </>
  )
}

function Disagreements({ disagreements }: { disagreements: readonly AuditDisagreement[] }) {
  if (disagreements.length === 0) return null
  return (
    <section class="card">
      <h2>Largest disagreements</h2>
      <ul class="plain-list">
        {disagreements.map((one) => (
          <li key={`${one.test} ${one.data_centre} ${one.platform_number}`}>
            <a href={href(['floats', one.platform_number])}>Float {one.platform_number}</a>
            {one.sentence.replace(`Float ${one.platform_number}`, '')}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rows({ rows }: { rows: readonly AuditRow[] }) {
  const [centre, setCentre] = useState('')
  const [order, setOrder] = useState<AuditOrder>('test')
  return (
    <section class="card">
      <h2>By test, data centre and mode</h2>
      <div class="toolbar">
        <label class="field-inline">
          Data centre
          <select class="input" value={centre} onChange={({ currentTarget }) => setCentre(currentTarget.value)}>
            <option value="">all</option>
            {centresOf(rows).map((name) => (
              <option key={name} value={name}>
                {name === '' ? 'not said' : name}
              </option>
            ))}
          </select>
        </label>
        <label class="field-inline">
          Order
          <select
            class="input"
            value={order}
            onChange={({ currentTarget }) => setOrder(currentTarget.value as AuditOrder)}
          >
            {Object.entries(auditOrders).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <RowTable rows={chosenRows(rows, centre, order)} />
    </section>
  )
}

function RowTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <div class="table-scroll">
      <table class="table compact">
        <thead>
          <tr>
            <th scope="col">Test</th>
            <th scope="col">Data centre</th>
            <th scope="col">Mode</th>
            <th scope="col" class="end">
              Profiles
            </th>
            <th scope="col" class="end">
              Failed in both
            </th>
            <th scope="col" class="end">
              There only
            </th>
            <th scope="col" class="end">
              Here only
            </th>
            <th scope="col" class="end">
              Agree
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.test} ${row.data_centre} ${row.data_mode}`}>
              <th scope="row">
                <span class="muted">{row.test}</span> {row.name}
              </th>
              <td>{row.data_centre === '' ? 'not said' : row.data_centre}</td>
              <td title={modeNames[row.data_mode as keyof typeof modeNames]}>{row.data_mode}</td>
              <td class="end">{count(row.performed)}</td>
              <td class="end">{count(row.failed_both)}</td>
              <td class="end">{count(row.failed_there_only)}</td>
              <td class="end">{count(row.failed_here_only)}</td>
              <td class="end">{row.agreement_percent} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
