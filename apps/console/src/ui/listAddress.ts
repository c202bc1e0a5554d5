import { go, href, route } from '../app/route.ts'

/** How many rows a page of a list may have. */
export const pageSizes = [20, 50, 100] as const

/** What the address says of a list: page, size, order, and its filters by name. */
export interface ListAddress {
  readonly limit: number
  readonly offset: number
  readonly sort: string | undefined
  readonly order: 'asc' | 'desc' | undefined
  readonly get: (name: string) => string
  /** Days as the gateway takes a time, both in; undefined where none is given. */
  readonly time: string | undefined
  /** Changes filters, and goes back to the first page. */
  readonly change: (part: Readonly<Record<string, string | undefined>>) => void
  /** The address of another page of the same list. */
  readonly page: (offset: number) => string
}

export function listAddress(room: string): ListAddress {
  const { query } = route.value
  const all = Object.fromEntries(query)
  const get = (name: string): string => query.get(name) ?? ''
  const size = Number(get('size'))
  const order = get('order')
  const { from = '', to = '' } = all
  return {
    get,
    limit: pageSizes.find((one) => one === size) ?? pageSizes[0],
    offset: Math.max(0, Math.floor(Number(get('offset')))) || 0,
    sort: get('sort') || undefined,
    order: order === 'asc' || order === 'desc' ? order : undefined,
    time: from || to ? `${from || '..'}/${to || '..'}` : undefined,
    change(part) {
      const { offset: _, ...rest } = all
      go(href([room], { ...rest, ...part }), { replace: true })
    },
    page: (offset) => href([room], { ...all, offset: offset || undefined }),
  }
}
