import type {
  BeginOperationAnswer,
  BeginOperationBody,
  Operation,
  OperationChanges,
  OperationFiles,
  OperationList,
} from './generated/openApi.ts'
import { request } from './request.ts'

const base = '/api/v1/operations'
const one = (id: string): string => `${base}/${encodeURIComponent(id)}`

/** Which held files are meant. */
export type FileChoice = Omit<BeginOperationBody, 'kind' | 'because' | 'dry_run'>
export type OperationCommand = 'pause' | 'resume' | 'stop'
interface Paging {
  readonly limit: number
  readonly offset: number
}

export const listOperations = (page: Paging, signal?: AbortSignal): Promise<OperationList> =>
  request(base, { query: { ...page }, signal })

export const readOperation = (id: string, signal?: AbortSignal): Promise<Operation> => request(one(id), { signal })

export const listChanges = (id: string, page: Paging, signal?: AbortSignal): Promise<OperationChanges> =>
  request(`${one(id)}/changes`, { query: { ...page }, signal })

export const listUnfinished = (id: string, page: Paging, signal?: AbortSignal): Promise<OperationFiles> =>
  request(`${one(id)}/files`, { query: { ...page }, signal })

/** How many files would be read again, and of how many bytes. */
export const countChosen = (choice: FileChoice): Promise<BeginOperationAnswer> =>
  request(base, { method: 'POST', body: { kind: 'reprocess', ...choice, dry_run: true } satisfies BeginOperationBody })

export const beginReprocess = (choice: FileChoice, because: string): Promise<Operation> =>
  request(base, { method: 'POST', body: { kind: 'reprocess', ...choice, because } satisfies BeginOperationBody })

export const changeOperation = (id: string, command: OperationCommand): Promise<Operation> =>
  request(`${one(id)}/${command}`, { method: 'POST' })
