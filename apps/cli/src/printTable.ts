import { cutInMiddle } from './text/cutInMiddle.ts'
import { terminalWidth } from './text/terminalWidth.ts'

/** No column is cut to less; one is rather left out than others to less than so many. */
const [narrowest, readable] = [8, 16]

interface Narrow {
  /** Columns that are never cut: half an id is none. */
  readonly whole?: readonly string[]
  /** Columns that are left out where there is no room for the others, in this order. */
  readonly spare?: readonly string[]
}

/**
 * Prints rows in columns as wide as their widest cell. Where that is wider than the terminal, columns that can be spared
 * are left out, and the widest of the others cut, in the middle of their cells.
 */
export function printTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  narrow: Narrow = {},
): void {
  for (const line of tableLines(heading, rows, terminalWidth(), narrow)) console.log(line)
}

export function tableLines(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  { whole = [], spare = [] }: Narrow = {},
): readonly string[] {
  const all = [heading, ...rows]
  const columns = heading.map((name, index) => ({
    ...{ name, index, isWhole: whole.includes(name) },
    width: all.reduce((widest, row) => Math.max(widest, (row[index] ?? '').length), 0),
  }))
  const gaps = () => 2 * (columns.length - 1)
  const least = () =>
    columns.reduce((sum, each) => sum + (each.isWhole ? each.width : Math.min(each.width, readable)), gaps())
  for (const name of spare) {
    const at = columns.findIndex((column) => column.name === name)
    if (least() > width && at !== -1) columns.splice(at, 1)
  }
  let excess = columns.reduce((sum, each) => sum + each.width, gaps()) - width
  while (excess > 0) {
    const [first, second] = columns.filter(({ isWhole }) => !isWhole).toSorted((a, b) => b.width - a.width)
    if (first === undefined || first.width <= narrowest) break
    // The widest gives way, down to the next in width.
    const cut = Math.min(excess, Math.max(1, first.width - Math.max(second?.width ?? narrowest, narrowest)))
    first.width -= cut
    excess -= cut
  }
  return all.map((row) =>
    columns
      .map(({ index, width: most }) => cutInMiddle(row[index] ?? '', most).padEnd(most))
      .join('  ')
      .trimEnd()
      .slice(0, Number.isFinite(width) ? width : undefined),
  )
}
