/** The median of five numbers, none of them NaN. */
export function medianOfFive(a: number, b: number, c: number, d: number, e: number): number {
  // Of a, b, c, d the smallest and the largest cannot be the middle of five: the median of the other two and e is.
  const low = Math.max(Math.min(a, b), Math.min(c, d))
  const high = Math.min(Math.max(a, b), Math.max(c, d))
  return Math.max(Math.min(low, high), Math.min(Math.max(low, high), e))
}

/** The median of `count` numbers from the start of an array, which it sorts; the mean of the middle two where they are even. */
export function medianOf(numbers: Float64Array, count: number): number {
  if (count <= 32) insertionSort(numbers, count)
  else numbers.subarray(0, count).sort()
  const half = count >> 1
  return count % 2 === 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2
}

/** For the windows of running medians, where a view for the built-in sort would be an allocation a level. */
function insertionSort(numbers: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const value = numbers[i]
    let j = i - 1
    while (j >= 0 && numbers[j] > value) {
      numbers[j + 1] = numbers[j]
      j--
    }
    numbers[j + 1] = value
  }
}
