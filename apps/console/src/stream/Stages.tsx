import { useRef } from 'preact/hooks'
import type { StageStatus } from '../api/stream.ts'
import { href } from '../app/route.ts'
import { stageNamed } from '../app/stages.ts'
import { count, counted } from '../ui/formatNumber.ts'
import { Icon } from '../ui/Icon.tsx'

export function Stages({ stages }: { stages: readonly StageStatus[] }) {
  // The gateway cannot tell a rate at its first look: the last one that it told stays.
  const rates = useRef(new Map<string, number>())
  for (const { stage, rate_per_second: rate } of stages) if (rate !== null) rates.current.set(stage, rate)
  return (
    <ul class="stages" aria-label="Stages">
      {stages.map((stage) => (
        <Stage key={stage.stage} status={stage} rate={rates.current.get(stage.stage)} />
      ))}
    </ul>
  )
}

function Stage({ status, rate }: { status: StageStatus; rate: number | undefined }) {
  const { stage, state, instances, lag, dead_letters_open: open, refused_open: refused } = status
  const letters = open - refused
  const down = instances.length === 0
  return (
    <li class={down ? 'stage-card down' : 'stage-card'}>
      <h2>
        {stage}
        <span class="muted small block">{stageNamed(stage)?.does}</span>
      </h2>
      <dl>
        <dt>Instances</dt>
        <dd>
          {down ? (
            <strong class="bad-text">
              <Icon name="warning" /> none runs
            </strong>
          ) : (
            <details>
              <summary>{counted(instances.length, 'instance')}</summary>
              <ul class="plain-list small">
                {instances.map(({ id, host, partitions }) => (
                  <li key={id}>
                    <code>{id}</code> on {host}: {counted(partitions, 'partition')}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </dd>
        <dt title="Messages that wait for this stage">Waiting</dt>
        <dd class={lag !== null && lag > 0 ? 'strong' : ''}>{lag === null ? '–' : count(lag)}</dd>
        <dt title="Messages handled a second">Rate</dt>
        <dd>{rate === undefined ? '–' : `${rate < 10 ? rate.toFixed(1) : count(rate)} /s`}</dd>
        <dt>Dead letters</dt>
        <dd>
          {letters === 0 ? (
            'none open'
          ) : (
            <a class="bad-text" href={href(['stream'], { stage })}>
              {count(letters)} open
            </a>
          )}
          {refused === 0 ? null : (
            <a class="muted small block" href={href(['stream'], { stage, status: 'refused' })}>
              {counted(refused, 'file')} never taken
            </a>
          )}
        </dd>
      </dl>
      {state === 'Stable' || down ? null : <p class="muted small">Group: {state}</p>}
    </li>
  )
}
