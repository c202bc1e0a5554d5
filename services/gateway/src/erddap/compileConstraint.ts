import { badRequest } from '../http/HttpProblem.ts'
import type { Variable } from './datasets.ts'
import { matchWhole } from './matchWhole.ts'
import { PatternError } from './parsePattern.ts'
import { type Constraint, shown } from './parseQuery.ts'

/** A constraint ready to be asked. */
export interface Check {
  readonly variable: Variable
  readonly constraint: Constraint
  /** Numeric bound; undefined for texts and patterns. */
  readonly bound: number | undefined
  readonly holds: (value: string | number) => boolean
}

export const isTime = ({ attributes }: Variable) => attributes.standard_name === 'time'

/** @throws HttpProblem 400 for a value or a pattern that cannot be used. */
export function compileConstraint(variable: Variable, constraint: Constraint, now: number): Check {
  const { operator, value } = constraint
  if (operator === '=~') {
    const matches = compilePattern(value)
    return { variable, constraint, bound: undefined, holds: (one) => asked(() => matches(textOf(one))) }
  }
  if (variable.type === 'String') {
    // An unquoted NaN asks whether there is none; ERDDAP has no other word for it.
    const other = value === 'NaN' ? '' : value
    return { variable, constraint, bound: undefined, holds: (one) => compares(String(one), operator, other) }
  }
  const bound = boundOf(variable, value, now)
  if (Number.isNaN(bound)) {
    const wantsMissing = operator === '='
    const wantsPresent = operator === '!='
    return { variable, constraint, bound, holds: (one) => (Number.isNaN(one) ? wantsMissing : wantsPresent) }
  }
  // As ERDDAP compares a float with a number of the request.
  const rounded = variable.type === 'float' ? Math.fround(bound) : bound
  return { variable, constraint, bound: rounded, holds: (one) => compares(one, operator, rounded) }
}

function compilePattern(pattern: string): (text: string) => boolean {
  return asked(() => matchWhole(pattern))
}

function asked<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof PatternError) throw badRequest(`Query error: ${error.message}`)
    throw error
  }
}

/** A number as it is matched: its shortest digits. */
const textOf = (value: string | number) => (Number.isNaN(value) ? 'NaN' : String(value))

function compares<Value extends string | number>(one: Value, operator: Constraint['operator'], other: Value): boolean {
  if (operator === '=') return one === other
  // A missing number differs from every number, and is neither above nor below one.
  if (operator === '!=') return one !== other
  if (operator === '<') return one < other
  if (operator === '<=') return one <= other
  return operator === '>' ? one > other : one >= other
}

const spans: Readonly<Record<string, number>> = {
  ...{ second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_629_800, year: 31_557_600 },
}

function boundOf(variable: Variable, value: string, now: number): number {
  if (value === 'NaN') return Number.NaN
  const number = value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isFinite(number)) return number
  const refusal = badRequest(
    `Query error: '${shown(value)}' is no ${isTime(variable) ? 'time' : 'number'} for ${variable.name}.`,
  )
  if (!isTime(variable)) throw refusal
  const [relative = '', sign = '+', count = '0', unit = 'second'] =
    /^now(?:([+-])(\d{1,9})([a-z]+?)s?)?$/.exec(value) ?? []
  if (relative !== '') {
    const span = spans[unit]
    if (span === undefined) throw refusal
    return now + (sign === '-' ? -1 : 1) * Number(count) * span
  }
  if (!/^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}([.,]\d{1,9})?)?)?)?)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(value))
    throw refusal
  const whole = value.replace(/T(\d{2})(?=Z|[+-]|$)/, 'T$1:00').replace(',', '.')
  const at = Date.parse(/T/.test(whole) && !/(Z|[+-]\d{2}:?\d{2})$/.test(whole) ? `${whole}Z` : whole)
  if (Number.isNaN(at)) throw refusal
  return at / 1000
}
