import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeadLetterReason, RedriveDeadLettersAnswer } from '../api/generated/openApi.ts'
import { actOnDeadLetters, countDeadLetters, type DeadLetterFilter, readDeadLetter } from '../api/stream.ts'
import { announce } from '../app/announce.ts'
import { BecauseField } from '../ui/BecauseField.tsx'
import { FieldProblem } from '../ui/FieldProblem.tsx'
import { count, counted } from '../ui/formatNumber.ts'
import { Icon } from '../ui/Icon.tsx'
import { Modal } from '../ui/Modal.tsx'
import { Progress } from '../ui/Progress.tsx'
import { useGuarded } from '../ui/useGuarded.ts'
import { useResource } from '../ui/useResource.ts'
import { actInTurns } from './actInTurns.ts'
import type { DeadLetterAction } from './DeadLetterAction.ts'
import { Outcomes } from './Outcomes.tsx'

interface ActionDialogProps {
  readonly kind: DeadLetterAction
  readonly filter: DeadLetterFilter
  /** Which letters, in words. */
  readonly what: string
  readonly onClose: (done: boolean) => void
}

/** Picked letters are read one by one. */
const askedAtMost = 25
const verbs = { redrive: 'Redrive', discard: 'Discard' } as const
const explained = {
  redrive:
    'A file’s record goes back to its topic as it was. A record from inside a file cannot go alone: the whole file is run again.',
  discard:
    'They are marked as done with. Their bytes stay on the topic until its retention is over, but they cannot be sent again from here.',
} as const

/** Shows first what would come of it; only then it can be done. */
export function ActionDialog({ kind, filter, what, onClose }: ActionDialogProps) {
  const { dry, done, problem, busy, progress, act, stop } = useAction(kind, filter)
  const [because, setBecause] = useState('')
  const able = dry?.outcomes.filter(({ problem }) => problem === null).length ?? 0
  const beyond = dry === undefined ? 0 : dry.total - dry.outcomes.length
  const close = (): void => onClose(done !== undefined)
  return (
    <Modal title={`${verbs[kind]} ${what}`} onClose={close} wide>
      <p class="muted">{explained[kind]}</p>
      {done !== undefined ? (
        <>
          <h3>Done</h3>
          <Outcomes answer={done} />
        </>
      ) : dry !== undefined ? (
        <>
          <h3>What would come of it</h3>
          {kind === 'redrive' ? <Permanent filter={filter} /> : null}
          <Outcomes answer={dry} />
          {kind === 'discard' && able > 0 ? <BecauseField value={because} onChange={setBecause} /> : null}
        </>
      ) : busy ? (
        <p class="loading">Looking what would come of it…</p>
      ) : null}
      <FieldProblem problem={problem} />
      {progress === undefined ? null : <Doing progress={progress} onStop={stop} />}
      <div class="button-row end">
        <button type="button" class="button" onClick={close}>
          {done === undefined ? 'Cancel' : 'Close'}
        </button>
        {done === undefined && dry !== undefined && able > 0 ? (
          <button
            type="button"
            class={kind === 'discard' ? 'button danger' : 'button primary'}
            disabled={busy || (kind === 'discard' && because.trim() === '')}
            onClick={() => void act(dry, because)}
          >
            {busy ? 'Working…' : `${verbs[kind]} ${counted(able + beyond, 'letter')}`}
          </button>
        ) : null}
      </div>
    </Modal>
  )
}

interface LettersDone {
  readonly of: number
  readonly all: number
}

/** The dry run, which begins at once, and the action after it. */
function useAction(kind: DeadLetterAction, filter: DeadLetterFilter) {
  const [dry, setDry] = useState<RedriveDeadLettersAnswer>()
  const [done, setDone] = useState<RedriveDeadLettersAnswer>()
  const { busy, problem, guarded } = useGuarded()
  const [progress, setProgress] = useState<LettersDone>()
  const stopping = useRef<AbortController>(undefined)

  const act = async (seen: RedriveDeadLettersAnswer, because: string): Promise<void> => {
    await guarded(async () => {
      stopping.current = new AbortController()
      const answer = await actInTurns({
        ...{ kind, filter, dry: seen, signal: stopping.current.signal },
        because: kind === 'discard' ? because.trim() : undefined,
        progress: (of, all) => setProgress({ of, all }),
      })
      setDone(answer)
      announce(`${counted(answer.total, 'dead letter')}: done`)
    })
    setProgress(undefined)
  }
  useEffect(() => {
    // The gateway asks for a reason even for the dry run, which remembers nothing.
    const reason = kind === 'discard' ? { because: 'dry run' } : {}
    void guarded(async () => setDry(await actOnDeadLetters(kind, filter, { dryRun: true, ...reason })))
  }, [])
  return { dry, done, problem, busy, progress, act, stop: () => stopping.current?.abort() }
}

function Doing({ progress: { of, all }, onStop }: { progress: LettersDone; onStop: () => void }) {
  return (
    <div class="reading">
      <Progress value={(100 * of) / all} label="Letters done" />
      <span class="muted nowrap">
        {of} of {all}
      </span>
      <button type="button" class="button small" onClick={onStop}>
        <Icon name="stop" /> Stop
      </button>
    </div>
  )
}

/** How many of the letters fail the same way whenever they are sent. */
function Permanent({ filter }: { filter: DeadLetterFilter }) {
  const { ids } = filter
  const load = async (signal: AbortSignal): Promise<[number, number]> => {
    if (ids !== undefined) {
      const letters = await Promise.all(ids.slice(0, askedAtMost).map((id) => readDeadLetter(id, signal)))
      return [letters.filter(({ letter }) => letter.permanent).length, letters.length]
    }
    const reasons = await countDeadLetters({ ...filter, status: 'open' }, signal)
    const sum = (of: (reason: DeadLetterReason) => number) => reasons.reduce((total, one) => total + of(one), 0)
    return [sum(({ permanent }) => permanent), sum(({ letters }) => letters)]
  }
  const { data } = useResource(`permanent ${JSON.stringify(filter)}`, load)
  if (data === undefined || data[0] === 0) return null
  return (
    <p class="notice warn">
      {count(data[0])} of {counted(data[1], 'letter')} failed for good: they fail the same way again, unless something
      was changed since.
    </p>
  )
}
