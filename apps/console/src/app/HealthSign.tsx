import { type Health, readHealth } from '../api/health.ts'
import { useResource } from '../ui/useResource.ts'

/** Whether the servers and every stage on the way of a file are there; opens to say which are not. */
export function HealthSign() {
  const { data } = useResource('health', readHealth, { pollMs: 10_000 })
  if (data === undefined) return null
  const well = data.parts.every(({ healthy }) => healthy)
  return (
    <details class="health">
      <summary class={well ? 'good' : 'bad'}>
        <span class="dot" aria-hidden="true" />
        <span class="health-word">{inAWord(data)}</span>
      </summary>
      <ul class="popover">
        {data.parts.map(({ name, healthy, state }) => (
          <li key={name} class={healthy ? 'good' : 'bad'}>
            <span class="dot" aria-hidden="true" /> {name}: {state}
          </li>
        ))}
        <li class="muted">{consequence(data)}</li>
      </ul>
    </details>
  )
}

function inAWord({ parts }: Health): string {
  const [bad, ...more] = parts.filter(({ healthy }) => !healthy)
  if (bad === undefined) return 'All well'
  return more.length === 0 ? bad.sentence : `${bad.sentence}, and ${more.length} more`
}

function consequence({ takesUploads, parts }: Health): string {
  if (!takesUploads) return 'Uploads cannot be taken until this is over.'
  return parts.every(({ healthy }) => healthy)
    ? 'Uploads are taken.'
    : 'Uploads are taken; their files wait where this stands.'
}
