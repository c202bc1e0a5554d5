import type { ProfileArrays } from '@floatchat/db/reading/readProfileArrays'
import type { SomeHead } from '@floatchat/db/reading/readTabledap'
import { HttpProblem } from '../http/HttpProblem.ts'
import type { Check } from './compileConstraint.ts'
import type { HeadVariable, LevelVariable, Variable } from './datasets.ts'

export const rowsAtMost = 1_000_000

const alwaysAsked = ['PRES', 'TEMP', 'PSAL']
const none = 32

/**
 * Rows column by column, about four bytes for a number and one for a flag: they are sorted before they are sent. What is
 * the same for a whole profile is kept once.
 */
export class LevelRows {
  readonly #heads: SomeHead[] = []
  #headOf = new Uint32Array(1024)
  readonly #values = new Map<string, Float32Array<ArrayBuffer>>()
  readonly #flags = new Map<string, Uint8Array<ArrayBuffer>>()
  readonly #headValues = new Map<string, (string | number)[]>()
  readonly #checks: readonly (Check & { readonly variable: LevelVariable })[]
  count = 0

  /**
   * @param variables of which the values are kept
   * @param checks on levels; those on heads were asked before
   */
  constructor(variables: readonly Variable[], checks: readonly Check[]) {
    for (const variable of variables) {
      if (variable.kind === 'head') this.#headValues.set(variable.name, [])
      else if (variable.type === 'String') this.#flags.set(variable.array, new Uint8Array(1024))
      else this.#values.set(variable.array, new Float32Array(1024))
    }
    this.#checks = checks.filter(
      (check): check is Check & { variable: LevelVariable } => check.variable.kind === 'level',
    )
  }

  /** Parameters that have to be read. */
  parameters(variables: readonly Variable[]): string[] {
    const asked = [...variables, ...this.#checks.map(({ variable }) => variable)]
    const names = asked.flatMap((variable) => (variable.kind === 'level' ? [variable.parameter] : []))
    return [...new Set([...alwaysAsked, ...names])]
  }

  /** @throws HttpProblem 413 where they become too many. */
  add(
    head: SomeHead,
    headVariables: readonly HeadVariable[],
    arrays: ProfileArrays['variables'],
    levelCount: number,
  ): void {
    const index = this.#heads.push(head) - 1
    for (const variable of headVariables) this.#headValues.get(variable.name)?.push(variable.value(head))
    const present = alwaysAsked.flatMap((name) => [arrays.get(name), arrays.get(`${name}_ADJUSTED`)])
    const numbers = present.filter((one): one is Float64Array => one instanceof Float64Array)
    for (let level = 0; level < levelCount; level += 1) {
      if (!numbers.some((values) => !Number.isNaN(values[level] ?? Number.NaN))) continue
      if (!this.#checks.every(({ variable, holds }) => holds(cell(arrays, variable, level)))) continue
      if (this.count >= rowsAtMost) throw tooMuch()
      this.#put(index, arrays, level)
    }
  }

  #put(head: number, arrays: ProfileArrays['variables'], level: number): void {
    const row = this.count
    if (row >= this.#headOf.length) this.#grow()
    this.#headOf[row] = head
    for (const [name, column] of this.#values) {
      const values = arrays.get(name)
      column[row] = values instanceof Float64Array ? (values[level] ?? Number.NaN) : Number.NaN
    }
    for (const [name, column] of this.#flags) {
      const flags = arrays.get(name)
      column[row] = typeof flags === 'string' && level < flags.length ? flags.charCodeAt(level) : none
    }
    this.count += 1
  }

  #grow(): void {
    const size = this.#headOf.length * 2
    this.#headOf = grown(this.#headOf, new Uint32Array(size))
    for (const [name, column] of this.#values) this.#values.set(name, grown(column, new Float32Array(size)))
    for (const [name, column] of this.#flags) this.#flags.set(name, grown(column, new Uint8Array(size)))
  }

  /** What a row has of a variable. */
  reader(variable: Variable): (row: number) => string | number {
    if (variable.kind === 'head') {
      const values = this.#headValues.get(variable.name) ?? []
      return (row) => values[this.#headOf[row] ?? 0] ?? ''
    }
    if (variable.type === 'String') {
      const flags = this.#flags.get(variable.array) ?? new Uint8Array()
      return (row) => flagTexts[flags[row] ?? none] ?? ''
    }
    const values = this.#values.get(variable.array) ?? new Float32Array()
    return (row) => values[row] ?? Number.NaN
  }
}

const flagTexts: readonly string[] = Array.from({ length: 128 }, (_, code) =>
  code === none ? '' : String.fromCharCode(code),
)

function cell(arrays: ProfileArrays['variables'], { array, type }: LevelVariable, level: number): string | number {
  const values = arrays.get(array)
  if (type === 'String') return typeof values === 'string' ? (values[level] ?? '').trim() : ''
  return values instanceof Float64Array ? Math.fround(values[level] ?? Number.NaN) : Number.NaN
}

function grown<Column extends Uint32Array | Float32Array | Uint8Array>(from: Column, to: Column): Column {
  to.set(from)
  return to
}

export function tooMuch(): HttpProblem {
  const most = rowsAtMost.toLocaleString('en')
  return new HttpProblem(
    413,
    `Your query produced too much data: more than ${most} rows. Narrow platform_number, time, latitude, longitude or pres.`,
  )
}
