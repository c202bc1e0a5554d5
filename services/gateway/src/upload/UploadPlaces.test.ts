import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HttpProblem } from '../http/HttpProblem.ts'
import { UploadPlaces } from './UploadPlaces.ts'

const bounds = {
  MAX_UPLOADS_AT_ONCE: 5,
  MAX_UPLOADS_AT_ONCE_PER_TOKEN: 3,
  MAX_UPLOAD_BYTES_AT_ONCE: 1_000,
  MAX_UPLOAD_BYTES_AT_ONCE_PER_TOKEN: 500,
}

function refusal(places: UploadPlaces, caller: string, bytes: number): HttpProblem {
  try {
    places.take(caller, bytes)
  } catch (error) {
    if (error instanceof HttpProblem) return error
    throw error
  }
  throw new Error('it was taken')
}

describe('UploadPlaces', () => {
  it('refuses one token with 429 and all of them with 503, and says when to come again', () => {
    const places = new UploadPlaces(bounds)
    for (const _ of [1, 2, 3]) places.take('a', 1)
    expect(refusal(places, 'a', 1)).toMatchObject({ status: 429, headers: { 'retry-after': '2' } })
    for (const _ of [1, 2]) places.take('b', 1)
    expect(refusal(places, 'b', 1)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
  })

  it('takes a single upload of any length, and none beside it', () => {
    const places = new UploadPlaces(bounds)
    const leave = places.take('a', 600)
    expect(refusal(places, 'a', 1).status).toBe(429)
    expect(refusal(places, 'b', 500).status).toBe(503)
    leave()
    places.take('a', 400)
    expect(() => places.take('a', 100)).not.toThrow()
  })

  it('never has more under way than its bounds say, and none when all have left', () => {
    const step = fc.record({ caller: fc.constantFrom('a', 'b', 'c'), bytes: fc.integer({ min: 1, max: 400 }) })
    fc.assert(
      fc.property(fc.array(fc.oneof(step, fc.constant('leave' as const)), { maxLength: 60 }), (steps) => {
        const places = new UploadPlaces(bounds)
        const held: { caller: string; bytes: number; leave: () => void }[] = []
        for (const one of steps) {
          if (one === 'leave') held.shift()?.leave()
          else
            try {
              held.push({ ...one, leave: places.take(one.caller, one.bytes) })
            } catch (error) {
              expect(error).toBeInstanceOf(HttpProblem)
            }
          const own = held.filter(({ caller }) => caller === 'a')
          expect(own.length).toBeLessThanOrEqual(bounds.MAX_UPLOADS_AT_ONCE_PER_TOKEN)
          expect(held.length).toBeLessThanOrEqual(bounds.MAX_UPLOADS_AT_ONCE)
          const sum = (list: typeof held) => list.reduce((total, { bytes }) => total + bytes, 0)
          expect(sum(own)).toBeLessThanOrEqual(bounds.MAX_UPLOAD_BYTES_AT_ONCE_PER_TOKEN)
          expect(sum(held)).toBeLessThanOrEqual(bounds.MAX_UPLOAD_BYTES_AT_ONCE)
        }
        for (const { leave } of held) leave()
        for (const caller of ['a', 'b']) expect(() => places.take(caller, 400)).not.toThrow()
      }),
    )
  })
})
