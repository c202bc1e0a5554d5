/** How a column's text is to be read. */
export type ColumnType = 'text' | 'integer' | 'real' | 'double' | 'time' | 'json'

export interface TextColumn {
  readonly name: string
  readonly type: ColumnType
}

/**
 * A cell as PostgreSQL writes it, null where there is none. Or the text of an array (`{1.5,NULL}`), which is so many cells:
 * most of them are copied from there into the answer without ever being texts or numbers of their own.
 */
export type TextCells = { readonly same: string | null } | { readonly each: string }

/** Rows one after the other, of a profile: what they share stands once. */
export interface TextRows {
  readonly count: number
  /** In the order of the columns. */
  readonly cells: readonly TextCells[]
}

/** Part of a table. */
export interface TextTable {
  readonly columns: readonly TextColumn[]
  readonly rows: readonly TextRows[]
}
