/** The lines of a text that comes in pieces. A line without an end, which was cut off, is no line. */
export async function* readLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest: string[] = []
  for await (const piece of text) {
    let from = 0
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', from)) {
      yield rest.join('') + piece.slice(from, end)
      rest = []
      from = end + 1
    }
    if (from < piece.length) rest.push(piece.slice(from))
  }
}
