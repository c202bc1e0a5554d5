/** A pattern that cannot be used, in a sentence. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

export type Test = (code: number) => boolean
export type PatternNode =
  | { readonly kind: 'one'; readonly test: Test }
  | { readonly kind: 'row'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'any'; readonly nodes: readonly PatternNode[] }
  | Repeated
/** As often as from `least` to `most`. */
export interface Repeated {
  readonly kind: 'times'
  readonly node: PatternNode
  readonly least: number
  readonly most: number
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

/**
 * A regular expression as a tree. Literals, `.`, classes, groups, `|`, `*`, `+`, `?`, `{m,n}`; anchors at the ends say
 * what holds anyway.
 *
 * @throws PatternError for what is not understood.
 */
export function parsePattern(pattern: string): PatternNode {
  return new PatternParser(pattern).parse()
}

class PatternParser {
  readonly #whole: string
  #at = 0
  #depth = 0

  constructor(pattern: string) {
    // Anchors at the ends of a whole match say nothing new.
    this.#whole = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')
  }

  parse(): PatternNode {
    const node = this.#alternatives()
    if (this.#at < this.#whole.length) this.#stop('a closing bracket too many')
    return node
  }

  #peek(ahead = 0): string | undefined {
    return this.#whole[this.#at + ahead]
  }

  #stop(what: string): never {
    const at = `at character ${this.#at + 1}`
    throw new PatternError(`The regular expression has ${what} ${at}, which is not understood here.`)
  }

  #alternatives(): PatternNode {
    this.#depth += 1
    if (this.#depth > deepest) this.#stop('too many brackets')
    const nodes = [this.#row()]
    while (this.#peek() === '|') {
      this.#at += 1
      nodes.push(this.#row())
    }
    this.#depth -= 1
    return { kind: 'any', nodes }
  }

  #row(): PatternNode {
    const nodes: PatternNode[] = []
    while (this.#at < this.#whole.length && this.#peek() !== '|' && this.#peek() !== ')')
      nodes.push(this.#repeated(this.#atom()))
    return { kind: 'row', nodes }
  }

  #repeated(node: PatternNode): PatternNode {
    const [sign = '', least, comma, most] =
      /^(?:[*+?]|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})/.exec(this.#whole.slice(this.#at, this.#at + 12)) ?? []
    if (sign === '') return node
    this.#at += sign.length
    // A lazy one matches the same whole texts.
    if (this.#peek() === '?') this.#at += 1
    if (least === undefined) {
      const [from, to] =
        sign === '*' ? [0, Number.POSITIVE_INFINITY] : sign === '+' ? [1, Number.POSITIVE_INFINITY] : [0, 1]
      return { kind: 'times', node, least: from, most: to }
    }
    const to = comma === undefined ? Number(least) : most === undefined ? Number.POSITIVE_INFINITY : Number(most)
    return { kind: 'times', node, least: Number(least), most: to }
  }

  #atom(): PatternNode {
    const char = this.#peek() ?? ''
    this.#at += 1
    if (char === '.') return { kind: 'one', test: (code) => code !== 10 }
    if (char === '[') return { kind: 'one', test: this.#characterClass() }
    if (char === '\\') return { kind: 'one', test: this.#escapedChar() }
    if (char === '(') return this.#group()
    if ('*+?{^$'.includes(char)) this.#stop(`'${char}'`)
    const code = char.charCodeAt(0)
    return { kind: 'one', test: (other) => other === code }
  }

  #group(): PatternNode {
    if (this.#peek() === '?') {
      if (this.#peek(1) !== ':') this.#stop("'(?'")
      this.#at += 2
    }
    const node = this.#alternatives()
    if (this.#peek() !== ')') this.#stop('no closing bracket')
    this.#at += 1
    return node
  }

  #escapedChar(): Test {
    const char = this.#peek() ?? ''
    this.#at += 1
    const test = classes[char]
    if (test !== undefined) return test
    if (char === '' || (/[A-Za-z0-9]/.test(char) && escaped[char] === undefined)) this.#stop(`'\\${char}'`)
    const code = (escaped[char] ?? char).charCodeAt(0)
    return (other) => other === code
  }

  #characterClass(): Test {
    const isNegated = this.#peek() === '^'
    if (isNegated) this.#at += 1
    const tests: Test[] = []
    do {
      if (this.#at >= this.#whole.length) this.#stop('no closing square bracket')
      tests.push(this.#member())
    } while (this.#peek() !== ']')
    this.#at += 1
    return (code) => tests.some((test) => test(code)) !== isNegated
  }

  #member(): Test {
    const char = this.#peek() ?? ''
    this.#at += 1
    if (char === '\\') return this.#escapedChar()
    const from = char.charCodeAt(0)
    if (this.#peek() !== '-' || this.#peek(1) === ']' || this.#peek(1) === undefined) return (code) => code === from
    const to = (this.#peek(1) ?? '').charCodeAt(0)
    this.#at += 2
    return (code) => code >= from && code <= to
  }
}
