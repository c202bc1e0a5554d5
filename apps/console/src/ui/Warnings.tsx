import { counted } from './formatNumber.ts'

/** What is odd in a file, where anything is. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null
  return (
    <section class="card">
      <h2>{counted(warnings.length, 'warning')}</h2>
      <ul class="plain-list">
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </section>
  )
}
