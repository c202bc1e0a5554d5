import type { IndexKind } from '@floatchat/db/mirror/planMirror'
import { argoDate } from './surveyNetcdf.ts'

/** An index cannot be believed as a whole. */
export class IndexProblem extends Error {
  override readonly name = 'IndexProblem'
}

export interface IndexCounts {
  rows: number
  blank: number
  /** Rows that are none. */
  odd: number
  /** The first of them. */
  readonly oddRows: string[]
}

/** Takes a row: its path lies in the bytes from `from` to `to`, as ASCII. */
type TakeRow = (bytes: Buffer, from: number, to: number, dateUpdate: number | null) => void

const [newline, comma, carriageReturn, hash, space] = [10, 44, 13, 35, 32]
const mostNamed = 5
/** An index of which more is odd is something else. */
const mostOdd = { share: 0.01, rows: 20 }
/** No row of an index comes near it. */
const longestLine = 64 * 1024

/**
 * Reads the text of an index of a GDAC, piece by piece: lines of `#`, one that names the columns and begins with
 * `file,`, and a row for each file, whose last column is its date_update. It is done for millions of rows a run: a row
 * becomes no string.
 */
export class IndexReader {
  readonly counts: IndexCounts = { rows: 0, blank: 0, odd: 0, oddRows: [] }
  readonly #kind: IndexKind
  readonly #take: TakeRow
  #rest: Buffer = Buffer.alloc(0)
  #commas: number | undefined

  constructor(kind: IndexKind, take: TakeRow) {
    this.#kind = kind
    this.#take = take
  }

  /** @throws IndexProblem where it is no index. */
  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    let from = 0
    for (let to = bytes.indexOf(newline, from); to >= 0; to = bytes.indexOf(newline, from)) {
      this.#line(bytes, from, to, true)
      from = to + 1
    }
    this.#rest = Buffer.from(bytes.subarray(from))
    if (this.#rest.length > longestLine) throw new IndexProblem('it is no index: it has no lines')
  }

  /** @throws IndexProblem where it is cut short or is no index. */
  end(): IndexCounts {
    if (this.#rest.length > 0) this.#line(this.#rest, 0, this.#rest.length, false)
    if (this.#commas === undefined) throw new IndexProblem('it is no index: no line names its columns')
    const { rows, odd, oddRows } = this.counts
    if (odd > mostOdd.rows && odd > mostOdd.share * (rows + odd))
      throw new IndexProblem(`${odd} of its ${rows + odd} rows are none, the first one: ${oddRows[0]}`)
    return this.counts
  }

  #line(bytes: Buffer, from: number, newlineAt: number, isEnded: boolean): void {
    const to = newlineAt > from && bytes[newlineAt - 1] === carriageReturn ? newlineAt - 1 : newlineAt
    if (isBlank(bytes, from, to)) {
      this.counts.blank += this.#commas === undefined ? 0 : 1
      return
    }
    if (bytes[from] === hash) return
    if (this.#commas === undefined) this.#columns(bytes.toString('latin1', from, to))
    else if (!this.#row(bytes, from, to, isEnded)) {
      if (!isEnded) throw new IndexProblem(`it is cut short: its last line is ${bytes.toString('latin1', from, to)}`)
      this.counts.odd += 1
      if (this.counts.oddRows.length < mostNamed)
        this.counts.oddRows.push(bytes.toString('latin1', from, Math.min(to, from + 200)))
    }
  }

  #columns(line: string): void {
    const names = line.split(',').map((name) => name.trim())
    if (names[0] !== 'file' || names.at(-1) !== 'date_update' || names.includes('parameters') !== isBgc(this.#kind))
      throw new IndexProblem(`it is no index of this kind: its columns are ${line.slice(0, 200)}`)
    this.#commas = names.length - 1
  }

  /** @returns whether it is one. */
  #row(bytes: Buffer, from: number, to: number, isEnded: boolean): boolean {
    let first = -1
    let last = -1
    let commas = 0
    for (let at = from; at < to; at += 1) {
      if (bytes[at] !== comma) continue
      if (first < 0) first = at
      last = at
      commas += 1
    }
    if (commas !== this.#commas || !isPath(bytes, from, first)) return false
    const isUndated = isBlank(bytes, last + 1, to)
    const date = isUndated || to - last - 1 !== 14 ? null : argoDate(bytes, last + 1)
    // Without its newline a row may lack its date because it was cut off.
    if (date === null && !(isUndated && isEnded)) return false
    this.counts.rows += 1
    this.#take(bytes, from, first, date)
    return true
  }
}

const isBgc = (kind: IndexKind) => kind === 'bio' || kind === 'synthetic'

function isBlank(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] !== space) return false
  return true
}

/** Letters, digits, dot, dash and underscore between slashes, no way up, and `.nc` at the end. */
function isPath(bytes: Buffer, from: number, to: number): boolean {
  if (to - from < 6 || to - from > 300) return false
  let before = 47
  for (let at = from; at < to; at += 1) {
    const letter = bytes[at] as number // Within the line.
    const isName = (letter >= 97 && letter <= 122) || (letter >= 48 && letter <= 57) || (letter >= 65 && letter <= 90)
    // Nothing begins with a dot, and nothing is empty.
    if (!isName && letter !== 95 && letter !== 45 && !((letter === 46 || letter === 47) && before !== 47)) return false
    before = letter
  }
  return bytes[to - 3] === 46 && bytes[to - 2] === 110 && bytes[to - 1] === 99
}
