import type { Database } from '@floatchat/db/connectDatabase'
import { readPlatforms } from '@floatchat/db/reading/readGdacFiles'
import { type ProfileArrays, readProfileArrays } from '@floatchat/db/reading/readProfileArrays'
import type { ProfileHead } from '@floatchat/db/reading/readProfileHeads'
import { readTabledapDistinct, readTabledapProfiles, type SomeHead } from '@floatchat/db/reading/readTabledap'
import { pagesOf } from '../datasets/pagesOf.ts'
import { badRequest, type HttpProblem, notFound } from '../http/HttpProblem.ts'
import { arrange } from './arrange.ts'
import { type Check, compileConstraint } from './compileConstraint.ts'
import type { Dataset, HeadVariable, Variable } from './datasets.ts'
import { LevelRows, tooMuch } from './LevelRows.ts'
import type { TabledapQuery } from './parseQuery.ts'
import { shown } from './parseQuery.ts'
import type { ResultTable } from './ResultTable.ts'
import { toChoice } from './toChoice.ts'

const profilesAtMost = 200_000
/** Levels that are looked through for one answer. */
const levelsAtMost = 4_000_000
const levelsAPage = 10_000

/** A query whose names and values are known to be usable. */
export interface PlannedQuery {
  readonly dataset: Dataset
  readonly variables: readonly Variable[]
  readonly checks: readonly Check[]
  readonly functions: TabledapQuery['functions']
}

/** @throws HttpProblem 400 for what cannot be asked. */
export function planQuery(dataset: Dataset, { variables, constraints, functions }: TabledapQuery): PlannedQuery {
  const find = (name: string): Variable => {
    const variable = dataset.variables.get(name)
    if (variable === undefined) throw badRequest(`Query error: Unrecognized variable='${shown(name)}'.`)
    return variable
  }
  const now = Date.now() / 1000
  const names = variables.length === 0 ? [...dataset.variables.keys()] : variables
  if (new Set(names).size < names.length) throw badRequest('Query error: A variable is asked for twice.')
  for (const { name } of functions)
    if (!functionNames.includes(name))
      throw badRequest(
        `Query error: ${shown(name)}() is not served here; ${functionNames.map((each) => `${each}()`).join(', ')} are.`,
      )
  for (const name of functions.flatMap((one) => one.names))
    if (!names.includes(name))
      throw badRequest(`Query error: '${shown(name)}' is to order by and is not among the variables asked for.`)
  return {
    ...{ dataset, functions, variables: names.map(find) },
    checks: constraints.map((constraint) => compileConstraint(find(constraint.variable), constraint, now)),
  }
}

const functionNames = ['distinct', 'orderBy', 'orderByDescending', 'orderByCount']

/** @throws HttpProblem 404 where nothing is found, as ERDDAP answers; 413 where it is too much. */
export async function runQuery(database: Database, query: PlannedQuery): Promise<ResultTable> {
  const platforms = await platformsOf(database, query.checks)
  const isDistinct = query.functions[0]?.name === 'distinct'
  const headsOnly = [...query.variables, ...query.checks.map(({ variable }) => variable)].every(isHead)
  const table =
    headsOnly && isDistinct
      ? await readHeads(database, query, platforms)
      : await readLevelRows(database, query, platforms)
  if (table.count === 0) throw noRows()
  return table
}

const isHead = (variable: Variable): variable is HeadVariable => variable.kind === 'head'

function noRows(): HttpProblem {
  return notFound('Your query produced no matching results. (nRows = 0)')
}

/** Floats that the constraints on platform_number leave; undefined where there are none. */
async function platformsOf(database: Database, checks: readonly Check[]): Promise<readonly string[] | undefined> {
  const asked = checks.filter(({ variable }) => variable.name === 'platform_number')
  if (asked.length === 0) return undefined
  const known = await readPlatforms(database)
  const found = known.filter((platform) => asked.every(({ holds }) => holds(platform)))
  if (found.length === 0) throw noRows()
  return found
}

function headChecks(checks: readonly Check[]): (head: SomeHead) => boolean {
  const ours = checks.flatMap(({ variable, holds }) => (isHead(variable) ? [{ variable, holds }] : []))
  return (head) => ours.every(({ variable, holds }) => holds(variable.value(head)))
}

/** Columns of profiles that variables and constraints need. */
function columnsOf({ variables, checks }: PlannedQuery): (keyof ProfileHead)[] {
  const asked = [...variables, ...checks.map(({ variable }) => variable)].filter(isHead)
  return [...new Set(asked.flatMap(({ columns }) => columns))]
}

async function readHeads(
  database: Database,
  query: PlannedQuery,
  platforms: readonly string[] | undefined,
): Promise<ResultTable> {
  const choice = { sourceKind: query.dataset.sourceKind, choice: toChoice(query.checks, platforms) }
  const found = await readTabledapDistinct(database, {
    ...{ ...choice, columns: columnsOf(query), most: profilesAtMost + 1 },
  })
  if (found.length > profilesAtMost) throw tooMuch()
  const heads = found.filter(headChecks(query.checks))
  const columns = query.variables.filter(isHead).map(({ name, type, attributes, value }) => {
    const values = heads.map(value)
    return { name, type, attributes, at: (row: number) => values[row] ?? '' }
  })
  return arrange({ columns, count: heads.length }, query.functions)
}

async function readLevelRows(
  database: Database,
  query: PlannedQuery,
  platforms: readonly string[] | undefined,
): Promise<ResultTable> {
  const { dataset, variables, checks, functions } = query
  const found = await readTabledapProfiles(database, {
    ...{ sourceKind: dataset.sourceKind, choice: toChoice(checks, platforms) },
    ...{ columns: columnsOf(query), most: profilesAtMost + 1 },
  })
  const heads = found.filter(headChecks(checks))
  const levels = heads.reduce((sum, { level_count }) => sum + level_count, 0)
  if (found.length > profilesAtMost || levels > levelsAtMost) throw tooMuch()
  const rows = new LevelRows(variables, checks)
  const headOf = new Map(heads.map((head) => [head.profile_id, head]))
  const choice = { mode: 'expert', parameters: rows.parameters(variables), pressure: undefined } as const
  const ids = { ids: heads.map(({ profile_id }) => profile_id), cells: heads.map(({ level_count }) => level_count) }
  const headVariables = variables.filter(isHead)
  for (const page of pagesOf(ids, levelsAPage)) {
    const arrays = await readProfileArrays(database, page, choice)
    const arraysOf = new Map(arrays.map((one): [number, ProfileArrays] => [one.profileId, one]))
    for (const id of page) {
      const head = headOf.get(id)
      // One that was replaced meanwhile has no levels any more.
      const read = arraysOf.get(id)
      if (head !== undefined && read !== undefined) rows.add(head, headVariables, read.variables, head.level_count)
    }
  }
  const columns = variables.map((variable) => {
    const { name, type, attributes } = variable
    return { name, type, attributes, at: rows.reader(variable) }
  })
  return arrange({ columns, count: rows.count }, functions)
}
