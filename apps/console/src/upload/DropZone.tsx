import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../ui/Icon.tsx'
import { droppedFiles, type GivenFile } from './droppedFiles.ts'

interface DropZoneProps {
  readonly onFiles: (files: readonly GivenFile[]) => void
  /** Small, where what was added already needs the room. */
  readonly compact: boolean
  readonly children: ComponentChildren
}

/** Takes files and folders that are dropped anywhere on the page: nobody should have to aim. */
export function DropZone({ onFiles, compact, children }: DropZoneProps) {
  const [over, setOver] = useState(false)
  const [reading, setReading] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const drag = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    addEventListener('dragenter', drag, { signal: stop.signal })
    addEventListener('dragover', drag, { signal: stop.signal })
    addEventListener('dragleave', (event) => (event.relatedTarget === null ? setOver(false) : undefined), {
      signal: stop.signal,
    })
    addEventListener(
      'drop',
      (event) => {
        if (!carriesFiles(event) || event.dataTransfer === null) return
        event.preventDefault()
        setOver(false)
        setReading(true)
        void droppedFiles(event.dataTransfer)
          .then(onFiles)
          .finally(() => setReading(false))
      },
      { signal: stop.signal },
    )
    return () => stop.abort()
  }, [onFiles])
  return (
    <section class={`drop-zone${over ? ' over' : ''}${compact ? ' compact' : ''}`} aria-label="Add files">
      <Icon name="upload" />
      <p class="drop-title">
        {reading ? 'Looking into the folder…' : over ? 'Let go to upload' : 'Drop Argo files or a folder here'}
      </p>
      <p class="muted">NetCDF profiles (.nc, .nc4), or many of them in a .zip</p>
      {children}
    </section>
  )
}
