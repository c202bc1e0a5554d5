/**
 * The numbers of an array as PostgreSQL writes it, NaN where one is missing. Of reals they are the doubles with the
 * same digits: rounded to float32 they are what is stored.
 */
export function numbersOf(text: string): Float64Array {
  const cells = text === '{}' ? [] : text.slice(1, -1).split(',')
  const numbers = new Float64Array(cells.length)
  // What is no number, NULL or Infinity among them, has no place in an Argo file.
  for (const [index, cell] of cells.entries()) {
    const number = cell === '' ? Number.NaN : Number(cell)
    numbers[index] = Number.isFinite(number) ? number : Number.NaN
  }
  return numbers
}
