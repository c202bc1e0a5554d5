import { type FragmentSqlToken, sql } from 'slonik'
import { type Mode, parameterColumns, parametersWithColumns } from './readLevels.ts'

/** In the modes of best values those with a column; pressure always. */
export function namedParameters(mode: Mode, parameters: readonly string[] | undefined): FragmentSqlToken {
  if (mode === 'expert' && parameters === undefined) return sql.fragment`true`
  if (mode === 'expert') return sql.fragment`parameter = any (${sql.array([...(parameters ?? [])], 'text')})`
  const columns = new Set(['PRES', ...(parameters ?? parametersWithColumns)].map((name) => parameterColumns[name]?.[0]))
  const names = parametersWithColumns.filter((name) => columns.has(parameterColumns[name]?.[0]))
  return sql.fragment`parameter = any (${sql.array(names, 'text')})`
}
