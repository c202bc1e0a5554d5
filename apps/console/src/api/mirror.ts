import type { ReadMirrorAnswer } from './generated/openApi.ts'
import { request } from './request.ts'

export const readMirror = (signal?: AbortSignal): Promise<ReadMirrorAnswer> => request('/api/v1/mirror', { signal })
