import { badRequest } from '../http/HttpProblem.ts'

export const operators = ['!=', '=~', '<=', '>=', '=', '<', '>'] as const
export type Operator = (typeof operators)[number]

export interface Constraint {
  readonly variable: string
  readonly operator: Operator
  /** Without its quotation marks. */
  readonly value: string
  readonly isQuoted: boolean
}

export interface TabledapQuery {
  /** Names in the order of the columns; none stands for all. */
  readonly variables: readonly string[]
  readonly constraints: readonly Constraint[]
  /** In their order: `distinct()`, `orderBy("time,pres")`. */
  readonly functions: readonly { readonly name: string; readonly names: readonly string[] }[]
}

const partsAtMost = 100
const queryAtMost = 20_000

/**
 * The query of a request to tabledap: `time,pres&platform_number="6901929"&time>=…&orderBy("time")`.
 *
 * @param search as it came, with or without its `?`; some clients encode all of it, `&` and `=` too.
 * @throws HttpProblem 400
 */
export function parseQuery(search: string): TabledapQuery {
  const raw = search.replace(/^\?/, '')
  if (raw.length > queryAtMost) throw badRequest(`Query error: it is longer than ${queryAtMost} characters.`)
  const parts = (raw.includes('&') ? raw.split('&').map(decoded) : splitOutsideQuotes(decoded(raw))).map((part) =>
    part.trim(),
  )
  const [first = '', ...others] = parts
  if (others.length > partsAtMost) throw badRequest(`Query error: it has more than ${partsAtMost} constraints.`)
  const isNames = /^[\w,\s]*$/.test(first)
  const variables = isNames ? first.split(',').map((name) => name.trim()) : []
  const constraints: Constraint[] = []
  const functions: TabledapQuery['functions'][number][] = []
  for (const part of isNames ? others : parts) {
    if (part === '') continue
    const [, name, names = ''] = /^(\w+)\(\s*"?([^"()]*)"?\s*\)$/.exec(part) ?? []
    if (name !== undefined)
      functions.push({
        name,
        names: names
          .split(',')
          .map((each) => each.trim())
          .filter((each) => each !== ''),
      })
    else constraints.push(parseConstraint(part))
  }
  return { variables: variables.filter((name) => name !== ''), constraints, functions }
}

function parseConstraint(part: string): Constraint {
  const [, variable = '', operator = '', value = ''] = /^(\w+)(!=|=~|<=|>=|=|<|>)(.*)$/s.exec(part) ?? []
  if (variable === '') throw badRequest(`Query error: '${shown(part)}' is no constraint.`)
  const isQuoted = value.length >= 2 && value.startsWith('"') && value.endsWith('"')
  const text = isQuoted
    ? value.slice(1, -1).replaceAll(/\\(["\\])/g, (all, char: string) => (char === '"' ? '"' : all))
    : value
  return { variable, operator: operator as Operator, value: text, isQuoted }
}

/** Enough of it to be found again. */
export const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw badRequest(`Query error: '${shown(text)}' is not percent-encoded UTF-8.`)
  }
}

function splitOutsideQuotes(text: string): string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|[^&"]|")+/gs) ?? ['']
}
