export interface ServerEvent {
  readonly event: string
  readonly data: string
  /** The last id that was sent, with this event or before. */
  readonly id: string | undefined
}

/**
 * Takes a stream of server-sent events apart, as WHATWG HTML 9.2.6 has it. For use with `fetch`, which can send
 * the token as a header; an EventSource cannot.
 */
export async function* readEvents(text: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
  let rest = ''
  let data: string[] = []
  let event = ''
  let id: string | undefined
  for await (const piece of text) {
    rest += piece
    // A carriage return at the end may be half of a line end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n'), id }
        data = []
        event = ''
        continue
      }
      const colon = line.indexOf(':')
      const name = colon === -1 ? line : line.slice(0, colon)
      const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
      if (name === 'data') data.push(value)
      else if (name === 'event') event = value
      else if (name === 'id') id = value
    }
  }
}
