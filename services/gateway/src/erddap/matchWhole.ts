/** What a pattern may take: states it has, and steps over all texts that it is held against. */
const statesAtMost = 20_000
const stepsAtMost = 50_000_000

/** A pattern that cannot be used, in a sentence. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

type Test = (code: number) => boolean
type Node =
  | { readonly kind: 'one'; readonly test: Test }
  | { readonly kind: 'row'; readonly nodes: readonly Node[] }
  | { readonly kind: 'any'; readonly nodes: readonly Node[] }
  | Repeated
interface Repeated {
  readonly kind: 'times'
  readonly node: Node
  readonly least: number
  readonly most: number
}

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
 * Literals, `.`, classes, groups, `|`, `*`, `+`, `?`, `{m,n}`; anchors at the ends say what holds anyway.
 *
 * @throws PatternError for what is not understood, or would take too long.
 */
export function matchWhole(pattern: string): (text: string) => boolean {
  const states: State[] = []
  const add = (test: Test | undefined): number => {
    if (states.length >= statesAtMost) throw new PatternError('The regular expression is too large.')
    return states.push({ test, next: [] }) - 1
  }
  const start = add(undefined)
  const end = add(undefined)
  build(parse(pattern), start, end)
  const known = new Map<string, boolean>()
  let steps = 0

  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const matches = run(text)
    if (known.size < 10_000) known.set(text, matches)
    return matches
  }

  function link(from: number, to: number): void {
    states[from]?.next.push(to)
  }

  function build(node: Node, from: number, to: number): void {
    if (node.kind === 'one') {
      const state = add(node.test)
      link(from, state)
      link(state, to)
    } else if (node.kind === 'any') for (const each of node.nodes) build(each, from, to)
    else if (node.kind === 'row')
      link(
        node.nodes.reduce((at, each) => buildOne(each, at), from),
        to,
      )
    else buildRepeated(node, from, to)
  }

  function buildRepeated({ node, least, most }: Repeated, from: number, to: number): void {
    let at = from
    for (let count = 0; count < least; count += 1) at = buildOne(node, at)
    if (most === Number.POSITIVE_INFINITY) {
      const loop = add(undefined)
      link(at, loop)
      build(node, loop, loop)
      link(loop, to)
      return
    }
    for (let count = least; count < most; count += 1) {
      link(at, to)
      at = buildOne(node, at)
    }
    link(at, to)
  }

  function buildOne(node: Node, from: number): number {
    const then = add(undefined)
    build(node, from, then)
    return then
  }

  function run(text: string): boolean {
    let now = closure([start])
    for (let index = 0; index < text.length && now.size > 0; index += 1) {
      const code = text.charCodeAt(index)
      const next: number[] = []
      for (const id of now) {
        const { test, next: after } = states[id] as State // Only ids that were handed out.
        if (test?.(code) === true) next.push(...after)
      }
      now = closure(next)
    }
    return now.has(end)
  }

  /** Everything that is reached without taking a character. */
  function closure(from: readonly number[]): Set<number> {
    const reached = new Set(from)
    for (const id of reached) {
      steps += 1
      if (steps > stepsAtMost) throw new PatternError('The regular expression takes too long on this data.')
      const { test, next } = states[id] as State // Only ids that were handed out.
      if (test === undefined) for (const each of next) reached.add(each)
    }
    return reached
  }
}

const digit: Test = (code) => code >= 48 && code <= 57
const word: Test = (code) => digit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
const blank: Test = (code) => code === 32 || (code >= 9 && code <= 13)
const not =
  (test: Test): Test =>
  (code) =>
    !test(code)
const classes: Readonly<Record<string, Test>> = {
  ...{ d: digit, D: not(digit), w: word, W: not(word), s: blank, S: not(blank) },
}
const escaped: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' }
const deepest = 200

function parse(pattern: string): Node {
  let at = 0
  let depth = 0
  const stop = (what: string): never => {
    throw new PatternError(`The regular expression has ${what} at character ${at + 1}, which is not understood here.`)
  }
  // Anchors at the ends of a whole match say nothing new.
  const whole = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')
  const node = alternatives()
  if (at < whole.length) stop('a closing bracket too many')
  return node

  function alternatives(): Node {
    depth += 1
    if (depth > deepest) stop('too many brackets')
    const nodes = [row()]
    while (whole[at] === '|') {
      at += 1
      nodes.push(row())
    }
    depth -= 1
    return { kind: 'any', nodes }
  }

  function row(): Node {
    const nodes: Node[] = []
    while (at < whole.length && whole[at] !== '|' && whole[at] !== ')') nodes.push(repeated(atom()))
    return { kind: 'row', nodes }
  }

  function repeated(node: Node): Node {
    const [sign = '', least, comma, most] =
      /^(?:[*+?]|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})/.exec(whole.slice(at, at + 12)) ?? []
    if (sign === '') return node
    at += sign.length
    // A lazy one matches the same whole texts.
    if (whole[at] === '?') at += 1
    if (least === undefined) {
      const [from, to] =
        sign === '*' ? [0, Number.POSITIVE_INFINITY] : sign === '+' ? [1, Number.POSITIVE_INFINITY] : [0, 1]
      return { kind: 'times', node, least: from, most: to }
    }
    const to = comma === undefined ? Number(least) : most === undefined ? Number.POSITIVE_INFINITY : Number(most)
    return { kind: 'times', node, least: Number(least), most: to }
  }

  function atom(): Node {
    const char = whole[at] ?? ''
    at += 1
    if (char === '.') return { kind: 'one', test: (code) => code !== 10 }
    if (char === '[') return { kind: 'one', test: characterClass() }
    if (char === '\\') return { kind: 'one', test: escapedChar() }
    if (char === '(') return group()
    if ('*+?{^$'.includes(char)) stop(`'${char}'`)
    const code = char.charCodeAt(0)
    return { kind: 'one', test: (other) => other === code }
  }

  function group(): Node {
    if (whole[at] === '?') {
      if (whole[at + 1] !== ':') stop("'(?'")
      at += 2
    }
    const node = alternatives()
    if (whole[at] !== ')') stop('no closing bracket')
    at += 1
    return node
  }

  function escapedChar(): Test {
    const char = whole[at] ?? ''
    at += 1
    const test = classes[char]
    if (test !== undefined) return test
    if (char === '' || (/[A-Za-z0-9]/.test(char) && escaped[char] === undefined)) stop(`'\\${char}'`)
    const code = (escaped[char] ?? char).charCodeAt(0)
    return (other) => other === code
  }

  function characterClass(): Test {
    const isNegated = whole[at] === '^'
    if (isNegated) at += 1
    const tests: Test[] = []
    do {
      if (at >= whole.length) stop('no closing square bracket')
      tests.push(member())
    } while (whole[at] !== ']')
    at += 1
    return (code) => tests.some((test) => test(code)) !== isNegated
  }

  function member(): Test {
    const char = whole[at] ?? ''
    at += 1
    if (char === '\\') return escapedChar()
    const from = char.charCodeAt(0)
    if (whole[at] !== '-' || whole[at + 1] === ']' || whole[at + 1] === undefined) return (code) => code === from
    const to = (whole[at + 1] ?? '').charCodeAt(0)
    at += 2
    return (code) => code >= from && code <= to
  }
}
