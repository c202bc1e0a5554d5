import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readEvents } from './readEvents.ts'

async function* pieces(...texts: string[]) {
  yield* texts
}

async function read(...texts: string[]) {
  return Array.fromAsync(readEvents(pieces(...texts)))
}

it('reads events with their names, ids and lines', async () => {
  const text = ': still here\n\nevent: job\nid: 7\ndata: {"a":\ndata: 1}\n\ndata:bare\n\nretry: 1000\n\n'
  expect(await read(text)).toEqual([
    { event: 'job', data: '{"a":\n1}', id: '7' },
    { event: 'message', data: 'bare', id: '7' },
  ])
})

it('gives nothing for an event that was cut off', async () => {
  expect(await read('event: job\nid: 7\ndata: {"a"')).toEqual([])
})

it('reads the same however the text is cut, and with whatever line ends', async () => {
  const event = fc.record({ event: fc.constantFrom('job', 'end'), data: fc.stringMatching(/^[a-z{}:" ]{1,20}$/) })
  const ends = fc.constantFrom('\n', '\r\n', '\r')
  const cuts = fc.array(fc.nat(400), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 6 }), ends, cuts, async (events, end, cuts) => {
      const text = events.map(({ event, data }, id) => `event: ${event}${end}id: ${id}${end}data: ${data}${end}${end}`)
      const whole = text.join('')
      const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length]
      const parts = places.slice(1).map((place, index) => whole.slice(places[index], place))
      // A lone carriage return at the very end waits for its line feed.
      const expected = end === '\r' ? events.slice(0, -1) : events
      const found = (await read(...parts)).map(({ event, data }) => ({ event, data }))
      expect(found.slice(0, expected.length)).toEqual(expected)
      expect(found.length).toBeLessThanOrEqual(events.length)
    }),
  )
})
