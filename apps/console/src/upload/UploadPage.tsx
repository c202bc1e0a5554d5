import { useSignal } from '@preact/signals'
import { useId, useRef } from 'preact/hooks'
import { EmptyState } from '../ui/EmptyState.tsx'
import { byteSize, counted } from '../ui/formatNumber.ts'
import { Icon } from '../ui/Icon.tsx'
import { Progress } from '../ui/Progress.tsx'
import { DropZone } from './DropZone.tsx'
import { chosenFiles, type GivenFile } from './droppedFiles.ts'
import { UploadRow } from './UploadRow.tsx'
import {
  addFiles,
  kindOf,
  type QueuedFile,
  queue,
  queueSummary,
  removeEntries,
  restoreUploads,
  stopSending,
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

type Filter = 'all' | 'active' | 'problem' | 'done'

function UploadList() {
  const filter = useSignal<Filter>('all')
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
        {queue.value.map((entry) => (
          <ShownRow key={entry.number} entry={entry} filter={filter.value} />
        ))}
      </ul>
    </section>
  )
}

/** A row redraws when its own file moves; the list only when files come or go. */
function ShownRow({ entry, filter }: { entry: QueuedFile; filter: Filter }) {
  if (filter !== 'all' && kindOf(entry.step.value) !== filter) return null
  return <UploadRow entry={entry} />
}

function UploadSummary({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const { files, active, succeeded, problems, bytes, sentBytes, unsent } = queueSummary.value
  const filters: readonly [Filter, string][] = [
    ['all', `All ${files}`],
    ['active', `Under way ${active}`],
    ['problem', `Problems ${problems}`],
    ['done', `In the database ${succeeded}`],
  ]
  const ended = queue.value.filter(({ step }) => kindOf(step.value) !== 'active')
  return (
    <div class="upload-summary card">
      <div class="upload-total">
        <strong>
          {unsent > 0
            ? `Sending ${counted(unsent, 'file')}`
            : active > 0
              ? `Ingesting ${counted(active, 'file')}`
              : 'All files are done'}
        </strong>
        {unsent > 0 ? (
          <span class="muted">
            {byteSize(sentBytes)} of {byteSize(bytes)} sent
          </span>
        ) : null}
        {active > 0 ? (
          <Progress value={(100 * (files - active)) / files} label={`${files - active} of ${files} files have ended`} />
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
      <div class="button-row end">
        {unsent > 0 ? (
          <button type="button" class="button" onClick={() => stopSending(queue.value)}>
            <Icon name="stop" /> Stop sending
          </button>
        ) : null}
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
    </div>
  )
}
