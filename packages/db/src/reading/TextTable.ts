/** How a column's text is to be read. */
export type ColumnType = 'text' | 'integer' | 'real' | 'double' | 'time' | 'json'

export interface TextColumn {
  readonly name: string
  readonly type: ColumnType
  /** A text for each row, as PostgreSQL writes it; null where there is none. */
  readonly cells: readonly (string | null)[]
}

/** Part of a table, column by column, as text: most of it is passed on without ever being made into numbers. */
export type TextTable = readonly TextColumn[]
