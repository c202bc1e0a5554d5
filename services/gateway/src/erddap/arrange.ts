import type { TabledapQuery } from './parseQuery.ts'
import type { ResultColumn, ResultTable } from './ResultTable.ts'

/** The functions of a query over its rows, in their order. */
export function arrange(table: ResultTable, functions: TabledapQuery['functions']): ResultTable {
  let arranged = table
  for (const [index, { name, names }] of functions.entries()) {
    if (name === 'distinct') {
      // What is sorted next is sorted at once, with rows that are the same beside each other.
      const next = functions[index + 1]
      arranged = distinct(arranged, next?.name === 'orderBy' ? next.names : [])
    } else if (name === 'orderByCount') arranged = counted(arranged, names)
    else if (name === 'orderByDescending') arranged = sorted(arranged, names, -1)
    else if (functions[index - 1]?.name !== 'distinct') arranged = sorted(arranged, names, 1)
  }
  return arranged
}

type Compare = (a: number, b: number) => number

function compareBy({ at }: ResultColumn): Compare {
  return (a, b) => {
    const [one, other] = [at(a), at(b)]
    if (one === other) return 0
    // A missing number comes last.
    if (Number.isNaN(one)) return Number.isNaN(other) ? 0 : 1
    if (Number.isNaN(other)) return -1
    return one < other ? -1 : 1
  }
}

function columnsNamed({ columns }: ResultTable, names: readonly string[]): ResultColumn[] {
  return names.flatMap((name) => columns.find((column) => column.name === name) ?? [])
}

function inTurn(compares: readonly Compare[]): Compare {
  return (a, b) => {
    for (const compare of compares) {
      const result = compare(a, b)
      if (result !== 0) return result
    }
    return 0
  }
}

function rowNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, row) => row)
}

function picked({ columns }: ResultTable, rows: readonly number[]): ResultTable {
  return {
    columns: columns.map((column) => ({ ...column, at: (row) => column.at(rows[row] ?? 0) })),
    count: rows.length,
  }
}

function sorted(table: ResultTable, names: readonly string[], sign: 1 | -1): ResultTable {
  const compare = inTurn(columnsNamed(table, names).map(compareBy))
  return picked(
    table,
    rowNumbers(table.count).sort((a, b) => sign * compare(a, b)),
  )
}

/** Each combination of values once: by these columns, then by all in their order. */
function distinct(table: ResultTable, first: readonly string[]): ResultTable {
  const compare = inTurn([...columnsNamed(table, first), ...table.columns].map(compareBy))
  const rows = rowNumbers(table.count).sort(compare)
  return picked(
    table,
    rows.filter((row, index) => index === 0 || compare(rows[index - 1] ?? 0, row) !== 0),
  )
}

/** A row for each combination of some columns, with how many values each of the others has. */
function counted(table: ResultTable, names: readonly string[]): ResultTable {
  const keys = columnsNamed(table, names)
  const ordered = sorted(table, names, 1)
  const compare = inTurn(columnsNamed(ordered, names).map(compareBy))
  const starts = rowNumbers(ordered.count).filter((row) => row === 0 || compare(row - 1, row) !== 0)
  const isKey = new Set(keys.map(({ name }) => name))
  const columns = ordered.columns.map((column): ResultColumn => {
    if (isKey.has(column.name)) return { ...column, at: (row) => column.at(starts[row] ?? 0) }
    const counts = starts.map((start, index) => {
      let count = 0
      for (let row = start; row < (starts[index + 1] ?? ordered.count); row += 1) {
        const value = column.at(row)
        if (value !== '' && !Number.isNaN(value)) count += 1
      }
      return count
    })
    return { name: column.name, type: 'int', attributes: { units: 'count' }, at: (row) => counts[row] ?? 0 }
  })
  return { columns, count: starts.length }
}
