import { PatternError, type PatternNode, parsePattern, type Repeated, type Test } from './parsePattern.ts'

/** What a pattern may take: states it has, and steps over all texts that it is held against. */
const statesAtMost = 20_000
const stepsAtMost = 50_000_000

interface State {
  /** Undefined where nothing is taken on the way. */
  readonly test: Test | undefined
  readonly next: number[]
}

/**
 * Whether a whole text matches a regular expression, as tabledap's =~ asks. Written out as states that are walked all at
 * once (Thompson, CACM 11:419), so that no pattern takes longer than its length times that of the text: an expression
 * comes from whoever asks, and one for the engine of JavaScript can be made to run for years.
 *
 * @throws PatternError for what is not understood, or would take too long.
 */
export function matchWhole(pattern: string): (text: string) => boolean {
  const walk = new Walk(new StateGraph(parsePattern(pattern)))
  const known = new Map<string, boolean>()

  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const matches = walk.reachesEnd(text)
    if (known.size < 10_000) known.set(text, matches)
    return matches
  }
}

/** A pattern as states, and the ways between them. */
class StateGraph {
  readonly #states: State[] = []
  readonly start: number
  readonly end: number

  constructor(node: PatternNode) {
    this.start = this.#add(undefined)
    this.end = this.#add(undefined)
    this.#build(node, this.start, this.end)
  }

  state(id: number): State {
    return this.#states[id] as State // Only ids that were handed out.
  }

  #add(test: Test | undefined): number {
    if (this.#states.length >= statesAtMost) throw new PatternError('The regular expression is too large.')
    return this.#states.push({ test, next: [] }) - 1
  }

  #link(from: number, to: number): void {
    this.state(from).next.push(to)
  }

  #build(node: PatternNode, from: number, to: number): void {
    if (node.kind === 'one') {
      const state = this.#add(node.test)
      this.#link(from, state)
      this.#link(state, to)
    } else if (node.kind === 'any') for (const each of node.nodes) this.#build(each, from, to)
    else if (node.kind === 'row')
      this.#link(
        node.nodes.reduce((at, each) => this.#buildOne(each, at), from),
        to,
      )
    else this.#buildRepeated(node, from, to)
  }

  #buildRepeated({ node, least, most }: Repeated, from: number, to: number): void {
    let at = from
    for (let count = 0; count < least; count += 1) at = this.#buildOne(node, at)
    if (most === Number.POSITIVE_INFINITY) {
      const loop = this.#add(undefined)
      this.#link(at, loop)
      this.#build(node, loop, loop)
      this.#link(loop, to)
      return
    }
    for (let count = least; count < most; count += 1) {
      this.#link(at, to)
      at = this.#buildOne(node, at)
    }
    this.#link(at, to)
  }

  #buildOne(node: PatternNode, from: number): number {
    const then = this.#add(undefined)
    this.#build(node, from, then)
    return then
  }
}

/** Walks the states of a pattern, and counts the steps over all texts. */
class Walk {
  readonly #graph: StateGraph
  #steps = 0

  constructor(graph: StateGraph) {
    this.#graph = graph
  }

  reachesEnd(text: string): boolean {
    let now = this.#closure([this.#graph.start])
    for (let index = 0; index < text.length && now.size > 0; index += 1) {
      const code = text.charCodeAt(index)
      const next: number[] = []
      for (const id of now) {
        const { test, next: after } = this.#graph.state(id)
        if (test?.(code) === true) next.push(...after)
      }
      now = this.#closure(next)
    }
    return now.has(this.#graph.end)
  }

  /** Everything that is reached without taking a character. */
  #closure(from: readonly number[]): Set<number> {
    const reached = new Set(from)
    for (const id of reached) {
      this.#steps += 1
      if (this.#steps > stepsAtMost) throw new PatternError('The regular expression takes too long on this data.')
      const { test, next } = this.#graph.state(id)
      if (test === undefined) for (const each of next) reached.add(each)
    }
    return reached
  }
}
