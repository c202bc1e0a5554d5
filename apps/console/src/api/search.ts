import type { SearchAnswer } from './generated/openApi.ts'
import { request } from './request.ts'

export type Found = SearchAnswer['found'][number]

export async function search(text: string, signal?: AbortSignal): Promise<readonly Found[]> {
  const { found } = await request<SearchAnswer>('/api/v1/search', { query: { text }, signal })
  return found
}
