import type { Attributes, VariableType } from './datasets.ts'

export interface ResultColumn {
  readonly name: string
  readonly type: VariableType
  readonly attributes: Attributes
  /** NaN where a number is missing, nothing where a text is. */
  readonly at: (row: number) => string | number
}

/** What is answered, row by row. */
export interface ResultTable {
  readonly columns: readonly ResultColumn[]
  readonly count: number
}
