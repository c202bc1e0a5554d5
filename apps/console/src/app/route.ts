import { computed, signal } from '@preact/signals'

/** An address within the console, which stands behind the `#`: any of them can be shared and opened anew. */
export interface Route {
  /** `/jobs/ab12` is `['jobs', 'ab12']`. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const parts = path.split('/').filter((part) => part !== '')
  return { path: parts.map(decode), query: new URLSearchParams(query) }
}

/** The address of a page: `href(['jobs', id], { page: 2 })`. What is empty or undefined is left out of the query. */
export function href(
  path: readonly (string | number)[],
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))
  const text = path.map((part) => encodeURIComponent(part)).join('/')
  return `#/${text}${search.size === 0 ? '' : `?${search}`}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const hash = signal(globalThis.location?.hash ?? '')
/** How far down a page was when it was left, by its address. */
const depths = new Map<string, number>()
/** Counts the addresses that the person went to, also within a page: what a page changes in its own does not. */
export const visits = signal(0)
globalThis.addEventListener?.('hashchange', () => {
  visits.value += 1
  hash.value = location.hash
})
globalThis.addEventListener?.(
  'scroll',
  () => {
    depths.set(hash.peek(), scrollY)
  },
  { passive: true },
)

/** How far down the page of the present address was when it was last seen. */
export const depthBefore = (): number => depths.get(hash.peek()) ?? 0

/** Where each list was looked at last, by its room: page, filter and order. */
const lists = new Map<string, string>()

/** The address of a list as it was left; the list itself where it was not looked at yet. */
export const listLeft = (room: string): string => lists.get(room) ?? href([room])

/** Where the person is. */
export const route = computed(() => {
  const here = parseRoute(hash.value)
  const [room, ...more] = here.path
  if (room !== undefined && more.length === 0) lists.set(room, hash.value)
  return here
})

/** Goes to another address, or with `replace` changes the present one without a step in the history. */
export function go(to: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(history.state, '', to)
    hash.value = to
  } else location.hash = to
}
