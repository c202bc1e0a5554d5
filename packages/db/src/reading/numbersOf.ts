const [comma, closing, minus, point, zero, nine] = [44, 125, 45, 46, 48, 57] as const
/** Of a number with so many digits and so many places both are exact as doubles, and so is what they make. */
const digitsAtMost = 15
const powers = Array.from({ length: digitsAtMost + 1 }, (_, exponent) => 10 ** exponent)

/**
 * The numbers of an array as PostgreSQL writes it, NaN where one is missing. Of reals they are the doubles with the
 * same digits: rounded to float32 they are what is stored.
 *
 * @param count how many there are, where that is known
 */
export function numbersOf(text: string, count = countOf(text)): Float64Array {
  const numbers = new Float64Array(count)
  let at = 1
  for (let index = 0; index < count; index += 1) {
    const begin = at
    const negative = text.charCodeAt(at) === minus
    if (negative) at += 1
    const first = at
    let whole = 0
    let pointAt = -1
    let code = text.charCodeAt(at)
    while ((code >= zero && code <= nine) || (code === point && pointAt < 0)) {
      if (code === point) pointAt = at
      else whole = whole * 10 + (code - zero)
      at += 1
      code = text.charCodeAt(at)
    }
    const isPlain = at > first && at - first <= digitsAtMost && (code === comma || code === closing)
    if (isPlain) {
      const value = pointAt < 0 ? whole : whole / (powers[at - pointAt - 1] as number) // Fewer places than digits.
      numbers[index] = negative ? -value : value
    } else {
      while (code !== comma && code !== closing && at < text.length) {
        at += 1
        code = text.charCodeAt(at)
      }
      // What is no number, NULL or Infinity among them, has no place in an Argo file.
      const number = at === begin ? Number.NaN : Number(text.slice(begin, at))
      numbers[index] = Number.isFinite(number) ? number : Number.NaN
    }
    at += 1
  }
  return numbers
}

function countOf(text: string): number {
  if (text === '{}') return 0
  let count = 1
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) count += 1
  return count
}
