import type { RedriveDeadLettersAnswer } from '../api/generated/openApi.ts'
import { count, counted } from '../ui/formatNumber.ts'

const future: Readonly<Record<string, string>> = {
  'sent-again': 'would be redriven',
  'file-run-again': 'would have the whole file read again',
  discarded: 'would be discarded',
  cannot: 'cannot be redriven',
}
const past: Readonly<Record<string, string>> = {
  'sent-again': 'redriven',
  'file-run-again': 'whole file read again',
  discarded: 'discarded',
  cannot: 'could not be redriven',
}
const listed = 100

/** What becomes of each letter: counted first, then one by one. */
export function Outcomes({ answer }: { answer: RedriveDeadLettersAnswer }) {
  const words = answer.dry_run ? future : past
  if (answer.total === 0) return <p>There is no open letter left: somebody else was quicker.</p>
  const counts = Map.groupBy(answer.outcomes, ({ action }) => action)
  return (
    <>
      <ul class="plain-list">
        {[...counts].map(([action, outcomes]) => (
          <li key={action}>
            <strong>{counted(outcomes.length, 'letter')}</strong> {words[action] ?? action}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section class="outcomes" aria-label="Letter by letter" tabIndex={0}>
        <ul class="plain-list small">
          {answer.outcomes.slice(0, listed).map(({ id, action, problem }) => (
            <li key={id}>
              <code>{id}</code> {words[action] ?? action}
              {problem === null ? '' : `: ${problem}`}
            </li>
          ))}
        </ul>
        {answer.total > listed ? (
          <p class="muted small">… and {count(answer.total - Math.min(listed, answer.outcomes.length))} more</p>
        ) : null}
      </section>
    </>
  )
}
