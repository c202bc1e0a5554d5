import { lazily } from '../ui/lazily.tsx'

/** Pages that few people look at, and seldom: they come when they are asked for. */
type Page = { id: string }

export const OperationsPage = lazily<Page>(
  'the operations',
  async () => (await import('../operations/OperationsPage.tsx')).OperationsPage,
)
export const OperationPage = lazily<Page>(
  'the operation',
  async () => (await import('../operations/OperationPage.tsx')).OperationPage,
)
export const MirrorPage = lazily<Page>('the mirror', async () => (await import('../mirror/MirrorPage.tsx')).MirrorPage)
export const AuditPage = lazily<Page>(
  'the quality tests',
  async () => (await import('../quality/AuditPage.tsx')).AuditPage,
)
export const OriginPage = lazily<Page>('the origin', async () => (await import('../origin/OriginPage.tsx')).OriginPage)
export const KeysPage = lazily<Page>('the keys', async () => (await import('../access/KeysPage.tsx')).KeysPage)
export const AuditLogPage = lazily<Page>(
  'the audit log',
  async () => (await import('../access/AuditLogPage.tsx')).AuditLogPage,
)
