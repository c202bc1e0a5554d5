import { cutInMiddle } from './text/cutInMiddle.ts'
import { terminalWidth } from './text/terminalWidth.ts'

/** No column is cut to less. */
const narrowest = 8

/**
 * Prints rows in columns as wide as their widest cell. Where that is wider than the terminal, the widest columns are
 * cut, in the middle of their cells.
 */
export function printTable(heading: readonly string[], rows: readonly (readonly string[])[]): void {
  for (const line of tableLines(heading, rows, terminalWidth())) console.log(line)
}

export function tableLines(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const all = [heading, ...rows]
  const widths = heading.map((_, column) =>
    all.reduce((widest, row) => Math.max(widest, (row[column] ?? '').length), 0),
  )
  let excess = widths.reduce((sum, each) => sum + each, 2 * (widths.length - 1)) - width
  while (excess > 0) {
    const [first = 0, second = narrowest] = widths.toSorted((a, b) => b - a)
    if (first <= narrowest) break
    // The widest gives way, down to the next in width.
    const cut = Math.min(excess, Math.max(1, first - Math.max(second, narrowest)))
    widths[widths.indexOf(first)] = first - cut
    excess -= cut
  }
  return all.map((row) =>
    row
      .map((cell, column) => cutInMiddle(cell, widths[column] ?? 0).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
      .slice(0, Number.isFinite(width) ? width : undefined),
  )
}
