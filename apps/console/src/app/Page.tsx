import type { ComponentType } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { DatasetPage } from '../datasets/DatasetPage.tsx'
import { DatasetsPage } from '../datasets/DatasetsPage.tsx'
import { SeveralPage } from '../datasets/SeveralPage.tsx'
import { FloatPage } from '../floats/FloatPage.tsx'
import { FloatsPage } from '../floats/FloatsPage.tsx'
import { JobPage } from '../jobs/JobPage.tsx'
import { JobsPage } from '../jobs/JobsPage.tsx'
import { DeadLetterPage } from '../stream/DeadLetterPage.tsx'
import { StreamPage } from '../stream/StreamPage.tsx'
import { UploadPage } from '../upload/UploadPage.tsx'
import {
  AuditLogPage,
  AuditPage,
  KeysPage,
  MirrorPage,
  OperationPage,
  OperationsPage,
  OriginPage,
} from './lazyPages.ts'
import { NotFoundPage } from './NotFoundPage.tsx'
import { depthBefore, route } from './route.ts'

interface Match {
  readonly title: string
  readonly page: ComponentType<{ id: string }>
  readonly id: string
}

/** Which page an address names. */
function match(path: readonly string[]): Match {
  const [room = 'upload', id = '', sub = ''] = path
  if (room === 'upload' && path.length <= 1) return { title: 'Upload', page: UploadPage, id }
  if (room === 'jobs' && path.length === 1) return { title: 'Jobs', page: JobsPage, id }
  if (room === 'jobs' && path.length === 2) return { title: 'Job', page: JobPage, id }
  if (room === 'datasets' && path.length === 1) return { title: 'Datasets', page: DatasetsPage, id }
  if (room === 'datasets' && path.length === 2) return { title: `Dataset ${id}`, page: DatasetPage, id }
  if (room === 'floats' && path.length === 1) return { title: 'Floats', page: FloatsPage, id }
  if (room === 'floats' && path.length === 2) return { title: `Float ${id}`, page: FloatPage, id }
  if (room === 'map' && path.length === 1) return { title: 'Several files', page: SeveralPage, id }
  if (room === 'stream' && path.length === 1) return { title: 'Stream', page: StreamPage, id }
  if (room === 'stream' && path.length === 3 && id === 'dead-letters') {
    return { title: 'Dead letter', page: DeadLetterPage, id: sub }
  }
  if (room === 'operations' && path.length === 1) return { title: 'Operations', page: OperationsPage, id }
  if (room === 'operations' && path.length === 2) return { title: 'Operation', page: OperationPage, id }
  if (room === 'mirror' && path.length === 1) return { title: 'Mirror', page: MirrorPage, id }
  if (room === 'quality' && path.length === 1) return { title: 'Quality tests', page: AuditPage, id }
  if (room === 'origin' && path.length === 2) return { title: `Origin of profile ${id}`, page: OriginPage, id }
  if (room === 'keys' && path.length === 1) return { title: 'API keys', page: KeysPage, id }
  if (room === 'audit' && path.length === 1) return { title: 'Audit log', page: AuditLogPage, id }
  return { title: 'Not found', page: NotFoundPage, id }
}

/** The page of the present address. A new page takes the focus, as a loaded document does. */
export function Page() {
  const { title, page: Content, id } = match(route.value.path)
  const main = useRef<HTMLElement>(null)
  const place = `${title}/${id}`
  const last = useRef(place)
  useEffect(() => {
    document.title = `${title} · FloatChat ingestion`
    if (last.current === place) return
    last.current = place
    main.current?.focus({ preventScroll: true })
    return returnTo(depthBefore())
  }, [title, place])
  return (
    <main id="main" tabIndex={-1} ref={main}>
      <Content key={place} id={id} />
    </main>
  )
}

/** A page that was left half way down is that far down again, as soon as its content is there. */
function returnTo(depth: number): () => void {
  const end = performance.now() + 3000
  let frame = 0
  const step = (): void => {
    scrollTo(0, depth)
    if (depth > 0 && scrollY < depth && performance.now() < end) frame = requestAnimationFrame(step)
  }
  step()
  return () => cancelAnimationFrame(frame)
}
