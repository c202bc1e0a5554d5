import { expect, it } from 'vitest'
import { WithdrawalWindow } from './WithdrawalWindow.ts'

function open() {
  const done = new Set<number>()
  const clock = { ms: 0 }
  const window = new WithdrawalWindow(
    async (asked) => asked.filter((number) => !done.has(number)),
    () => clock.ms,
  )
  let last = 0
  /** Sends as many as wait and there is room for. */
  async function turn(waiting: number): Promise<number> {
    const count = Math.min(waiting, await window.room())
    const sent = Array.from({ length: count }, () => ++last)
    window.add(sent)
    return sent.length
  }
  const end = (from: number, to: number) => {
    for (let number = from; number <= to; number += 1) done.add(number)
  }
  return { window, clock, turn, end }
}

it('has so many under way, and looks soon whether they are done', async () => {
  const { window, turn, end } = open()
  expect(await turn(1_000)).toBe(240)
  expect(await turn(760)).toBe(0)
  expect(window.lookMs).toBe(20)
  end(1, 100)
  // Little room is none.
  expect(await turn(760)).toBe(0)
  end(101, 120)
  expect(await turn(760)).toBe(120)
  end(121, 360)
  expect(await turn(10)).toBe(10)
  expect(window.lookMs).toBeUndefined()
})

it('looks no more where the room was just enough', async () => {
  const { window, turn, end } = open()
  expect(await turn(240)).toBe(240)
  expect(await turn(0)).toBe(0)
  expect(window.lookMs).toBe(20)
  end(1, 240)
  expect(await turn(0)).toBe(0)
  expect(window.lookMs).toBeUndefined()
})

it('does not wait for ever for one that was given up', async () => {
  const { clock, turn } = open()
  expect(await turn(1_000)).toBe(240)
  clock.ms = 60_000
  expect(await turn(760)).toBe(0)
  clock.ms = 60_001
  expect(await turn(760)).toBe(240)
})

it('looks no sooner than for anything else where none is done', async () => {
  const { window, clock, turn, end } = open()
  await turn(1_000)
  clock.ms = 999
  expect(window.lookMs).toBe(20)
  clock.ms = 1_000
  expect(window.lookMs).toBeUndefined()
  end(1, 1)
  await turn(760)
  expect(window.lookMs).toBe(20)
})
