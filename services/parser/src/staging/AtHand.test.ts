import { expect, it } from 'vitest'
import { AtHand } from './AtHand.ts'

const mebibyte = 1024 * 1024
const file = (key: string, sha256 = 'aa') => ({ object_key: key, sha256 })

it('gives out what was kept, once, and only where it is what was stored', () => {
  const atHand = new AtHand()
  const bytes = Buffer.from('CDF')
  atHand.keep('a', 'aa', bytes)
  atHand.keep('b', 'aa', bytes)
  expect(atHand.take(file('a', 'AA'))).toBe(bytes)
  expect(atHand.take(file('a'))).toBeUndefined()
  expect(atHand.take(file('b', 'bb'))).toBeUndefined()
  expect(atHand.take(file('c'))).toBeUndefined()
})

it('keeps no more than there is room for, and makes room of what nobody came for', () => {
  const clock = { ms: 0 }
  const atHand = new AtHand(() => clock.ms)
  for (let number = 0; number < 40; number += 1) atHand.keep(`${number}`, 'aa', Buffer.alloc(mebibyte))
  expect(atHand.take(file('31'))).toHaveLength(mebibyte)
  expect(atHand.take(file('32'))).toBeUndefined()
  atHand.keep('room', 'aa', Buffer.alloc(mebibyte))
  expect(atHand.take(file('room'))).toHaveLength(mebibyte)
  // The same again takes the place of what it was.
  for (let time = 0; time < 40; time += 1) atHand.keep('again', 'aa', Buffer.alloc(mebibyte))
  atHand.keep('full', 'aa', Buffer.alloc(mebibyte))
  expect(atHand.take(file('full'))).toBeUndefined()
  clock.ms = 60_000
  atHand.keep('late', 'aa', Buffer.alloc(32 * mebibyte))
  expect(atHand.take(file('late'))).toHaveLength(32 * mebibyte)
  expect(atHand.take(file('0'))).toBeUndefined()
})
