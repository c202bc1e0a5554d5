import { useState } from 'preact/hooks'
import type { JobError } from '../api/generated/openApi.ts'
import { count, counted } from '../ui/formatNumber.ts'

const shownAtFirst = 20

interface JobErrorsProps {
  readonly errors: readonly JobError[]
  readonly failed: boolean
  /** Whether a list of the files with their reasons stands on the page already. */
  readonly filesListed: boolean
}

/** Files and profiles that could not be ingested, each with its reason. */
export function JobErrors({ errors, failed, filesListed }: JobErrorsProps) {
  const [all, setAll] = useState(false)
  // The failure of the file itself stands at the top of the page.
  const others = filesListed
    ? errors.filter(({ file, profile_number }) => file === null || profile_number !== null)
    : errors
  const listed = failed && others.length === 1 ? [] : others
  if (listed.length === 0) return null
  const profiles = listed.filter(({ profile_number }) => profile_number !== null).length
  const title = profiles === listed.length ? counted(profiles, 'rejected profile') : counted(listed.length, 'problem')
  const rows = all ? listed : listed.slice(0, shownAtFirst)
  return (
    <section class="card">
      <h2>{title}</h2>
      {profiles > 0 ? <p class="muted">What is listed here is not in the database; the rest of the file is.</p> : null}
      <div class="table-scroll">
        <table class="table compact stack">
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((error, index) => (
              <tr key={index}>
                <th scope="row">{whereOf(error)}</th>
                <td>{error.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < listed.length ? (
        <button type="button" class="button small" onClick={() => setAll(true)}>
          Show all {count(listed.length)}
        </button>
      ) : null}
    </section>
  )
}

function whereOf({ file, profile_number: number, platform_number: platform, cycle_number: cycle }: JobError): string {
  const parts = [
    ...(file === null ? [] : [file]),
    ...(platform === null ? [] : [`float ${platform}`]),
    ...(cycle === null ? [] : [`cycle ${cycle}`]),
    // Counted from 0 in the file, and from 1 by people.
    ...(number === null ? [] : [`profile ${number + 1} of the file`]),
  ]
  return parts.length === 0 ? 'the upload' : parts.join(', ')
}
