import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useId, useRef } from 'preact/hooks'
import { href } from '../app/route.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { byteSize, count, counted } from '../ui/formatNumber.ts'
import { duration } from '../ui/formatTime.ts'
import { Icon } from '../ui/Icon.tsx'
import { Progress } from '../ui/Progress.tsx'
import { DropZone } from './DropZone.tsx'
import { chosenFiles, type GivenFile } from './droppedFiles.ts'
import { paceOf, type Sample, withSample } from './pace.ts'
import type { QueuedFile } from './QueuedFile.ts'
import { shownUploads, type UploadFilter } from './shownUploads.ts'
import { UploadRow } from './UploadRow.tsx'
import {
  addFiles,
  datasetsOfQueue,
  endedFiles,
  isPaused,
  pauseSending,
  queue,
  queueAsItMoves,
  queueSummary,
  removeEntries,
  restoreUploads,
  retriable,
  retryAll,
  sendAll,
  stopSending,
  unsentFiles,
} from './uploadQueue.ts'

let restored = false

export function UploadPage() {
  if (!restored) restoreUploads()
  restored = true
  const name = useSignal('')
  const id = useId()
  const add = (files: readonly GivenFile[]): void => addFiles(files, name.value.trim() || undefined)
  return (
    <>
      <h1>Upload</h1>
      <DropZone onFiles={add} compact={queue.value.length > 0}>
        <ChooseButtons onFiles={add} />
        <div class="field-inline">
          <label for={id}>Name of the dataset</label>
          <input
            id={id}
            class="input"
            maxLength={255}
            placeholder="optional: the file’s own name"
            value={name.value}
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value
            }}
          />
        </div>
      </DropZone>
      <UploadList />
    </>
  )
}

function ChooseButtons({ onFiles }: { onFiles: (files: readonly GivenFile[]) => void }) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = ({ currentTarget }: { currentTarget: HTMLInputElement }): void => {
    onFiles(chosenFiles(currentTarget.files))
    // So that the same file can be chosen again.
    currentTarget.value = ''
  }
  return (
    <div class="button-row">
      <button type="button" class="button primary" onClick={() => files.current?.click()}>
        <Icon name="file" /> Choose files
      </button>
      <button type="button" class="button" onClick={() => folder.current?.click()}>
        <Icon name="data" /> Choose a folder
      </button>
      <input
        ref={files}
        type="file"
        multiple
        accept=".nc,.nc4,.zip,.NC,.NC4,.ZIP"
        class="visually-hidden"
        aria-label="Files to upload"
        tabIndex={-1}
        onChange={take}
      />
      <input
        ref={(input) => {
          folder.current = input
          // Not in the standard's list of attributes, and taken by every browser.
          input?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        multiple
        class="visually-hidden"
        aria-label="Folder to upload"
        tabIndex={-1}
        onChange={take}
      />
    </div>
  )
}

const rowsAtFirst = 200
/** An address has room for so many ids, and the gateway takes no more. */
const onOneMap = 500

function UploadList() {
  const filter = useSignal<UploadFilter>('all')
  const most = useSignal(rowsAtFirst)
  const before = useRef<readonly QueuedFile[]>([])
  // The list redraws when its rows change, not when one of them moves.
  const rows = useComputed(() => {
    const next = shownUploads(queueAsItMoves.value.files, filter.value, most.value)
    const same = next.length === before.current.length && next.every((entry, index) => entry === before.current[index])
    if (!same) before.current = next
    return before.current
  })
  if (queue.value.length === 0) {
    return (
      <EmptyState icon="upload" title="Nothing uploaded from this browser yet">
        Each file that you add shows here how far it has come, until it is in the database.
      </EmptyState>
    )
  }
  return (
    <section aria-label="Files">
      <UploadSummary filter={filter.value} onFilter={(next) => (filter.value = next)} />
      <ul class="upload-list">
        {rows.value.map((entry) => (
          <UploadRow key={entry.number} entry={entry} />
        ))}
      </ul>
      <MoreRows shown={rows.value.length} filter={filter.value} onMore={() => (most.value += 500)} />
    </section>
  )
}

function MoreRows({ shown, filter, onMore }: { shown: number; filter: UploadFilter; onMore: () => void }) {
  const { files, active, problems, succeeded } = queueSummary.value
  const all = { all: files, active, problem: problems, done: succeeded }[filter]
  if (shown >= all) return null
  return (
    <button type="button" class="button small" onClick={onMore}>
      Show more of {count(all)}
    </button>
  )
}

function UploadSummary({ filter, onFilter }: { filter: UploadFilter; onFilter: (filter: UploadFilter) => void }) {
  const { files, active, succeeded, problems, bytes, sentBytes, unsent } = queueSummary.value
  const filters: readonly [UploadFilter, string][] = [
    ['all', `All ${count(files)}`],
    ['active', `Under way ${count(active)}`],
    ['problem', `Problems ${count(problems)}`],
    ['done', `In the database ${count(succeeded)}`],
  ]
  return (
    <div class="upload-summary card">
      <div class="upload-total">
        <strong>
          {isPaused.value && unsent > 0
            ? `Paused: ${counted(unsent, 'file')} still to be sent`
            : unsent > 0
              ? `Sending ${counted(unsent, 'file')}`
              : active > 0
                ? `Ingesting ${counted(active, 'file')}`
                : 'All files are done'}
        </strong>
        {unsent > 0 ? (
          <span class="muted">
            {byteSize(sentBytes)} of {byteSize(bytes)} sent
            <Pace />
          </span>
        ) : null}
        {active > 0 ? (
          <Progress
            value={(100 * (files - active)) / files}
            label={`${files - active} of ${counted(files, 'file')} done`}
          />
        ) : null}
      </div>
      <fieldset class="chips">
        <legend class="visually-hidden">Which files to show</legend>
        {filters.map(([value, label]) => (
          <label key={value}>
            <input type="radio" name="upload-filter" checked={filter === value} onChange={() => onFilter(value)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <UploadActions />
    </div>
  )
}

/** How fast it goes, and how long the rest takes. */
function Pace() {
  const samples = useSignal<readonly Sample[]>([])
  useEffect(() => {
    const timer = setInterval(() => {
      samples.value = withSample(samples.peek(), { at: performance.now(), sentBytes: queueSummary.peek().sentBytes })
    }, 1000)
    return () => clearInterval(timer)
  }, [samples])
  const { bytes, sentBytes } = queueSummary.value
  const pace = paceOf(samples.value, bytes - sentBytes)
  if (pace === undefined || isPaused.value) return null
  return (
    <>
      {' '}
      · {byteSize(Math.round(pace.perSecond))}/s · about {duration(pace.leftMs)} left
    </>
  )
}

function UploadActions() {
  const { unsent } = queueSummary.value
  const ended = endedFiles.value
  const again = unsentFiles.value.length
  const failed = retriable.value.length
  return (
    <div class="button-row end">
      {unsent > 0 ? (
        <>
          <button type="button" class="button" onClick={() => pauseSending(!isPaused.value)}>
            {isPaused.value ? 'Go on' : 'Pause'}
          </button>
          <button type="button" class="button" onClick={() => stopSending(queue.value)}>
            <Icon name="stop" /> Stop sending
          </button>
        </>
      ) : null}
      {again > 1 ? (
        <button type="button" class="button" onClick={sendAll}>
          <Icon name="upload" /> Send all {count(again)}
        </button>
      ) : null}
      {failed > 1 ? (
        <button type="button" class="button" onClick={() => void retryAll()}>
          <Icon name="retry" /> Retry all {count(failed)}
        </button>
      ) : null}
      <OnOneMap />
      {ended.length > 0 ? (
        <button
          type="button"
          class="button"
          onClick={() => removeEntries(new Set(ended))}
          title="Takes them off this list. Their jobs and data stay."
        >
          Clear the list
        </button>
      ) : null}
    </div>
  )
}

/** What was uploaded together, looked at together. */
function OnOneMap() {
  const ids = datasetsOfQueue.value
  if (ids.length < 2) return null
  const some = ids.slice(-onOneMap)
  return (
    <a class="button" href={href(['map'], { datasets: some.join(',') })}>
      <Icon name="data" /> {some.length < ids.length ? `The last ${count(some.length)}` : `All ${count(ids.length)}`} on
      one map
    </a>
  )
}
