import type { ListAddress } from './listAddress.ts'

interface SortHeaderProps {
  readonly list: ListAddress
  readonly by: string
  readonly label: string
  /** What the list is sorted by where the address says nothing. */
  readonly isDefault?: boolean
  readonly end?: boolean
}

/** The head of a column that sorts the list; once more turns the order round. */
export function SortHeader({ list, by, label, isDefault = false, end = false }: SortHeaderProps) {
  const current = list.sort === undefined ? isDefault : list.sort === by
  const order = list.order ?? 'desc'
  const next = current && order === 'desc' ? 'asc' : 'desc'
  const sorted = current ? (order === 'asc' ? 'ascending' : 'descending') : 'none'
  return (
    <th scope="col" class={end ? 'end' : ''} aria-sort={sorted}>
      <button type="button" class="sort" onClick={() => list.change({ sort: by, order: next })}>
        {label}
        <span aria-hidden="true">{current ? (order === 'asc' ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  )
}
