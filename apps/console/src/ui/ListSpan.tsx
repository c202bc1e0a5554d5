import { DateField } from './DateField.tsx'
import { type ListAddress, pageSizes } from './listAddress.ts'

/** From when to when, and how many rows a page has. */
export function ListSpan({ list, what }: { list: ListAddress; what: string }) {
  return (
    <>
      <DateField label={`${what} from`} value={list.get('from')} onChange={(from) => list.change({ from })} />
      <DateField label="to" value={list.get('to')} onChange={(to) => list.change({ to })} />
      <label class="field-inline">
        Rows
        <select
          class="input"
          value={list.limit}
          onChange={({ currentTarget }) => list.change({ size: currentTarget.value })}
        >
          {pageSizes.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
