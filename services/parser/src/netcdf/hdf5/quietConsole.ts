/**
 * Keeps what the HDF5 library says by way of the console: imported before it, since it takes hold of the
 * console's functions when it is loaded.
 *
 * @module
 */

/** What is kept: the first lines say what happened. */
const mostPrinted = 16_384
let printed = ''

for (const level of ['log', 'warn', 'error'] as const) console[level] = (text: unknown) => print(String(text))

export function print(text: string): void {
  if (printed.length < mostPrinted) printed += text
}

/** What the library has printed since the last call. */
export function takePrinted(): string {
  const text = printed
  printed = ''
  return text
}
