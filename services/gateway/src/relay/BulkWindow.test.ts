import { expect, test } from 'vitest'
import { BulkWindow } from './BulkWindow.ts'

/**
 * Stages that do so many files a second, and one file alone in so many ms, with a window that is always full: by
 * Little's law a file is under way for as long as the window takes.
 */
function settle({ perSecond, aloneMs }: { perSecond: number; aloneMs: number }, isQuiet: boolean, window?: BulkWindow) {
  let now = 0
  const learning = window ?? new BulkWindow(96, () => now)
  const under = () => Math.max(aloneMs, (1000 * learning.size) / perSecond)
  for (let round = 0; round < 50; round += 1) {
    const time = under()
    now += time + 1
    learning.learn(Array<number>(learning.size).fill(time), true, isQuiet)
  }
  return { window: learning, files: learning.size, ms: under() }
}

test('as many are under way as are done in the time that a live file may wait', () => {
  expect(settle({ perSecond: 120, aloneMs: 150 }, false)).toMatchObject({ files: 48, ms: 400 })
  expect(settle({ perSecond: 60, aloneMs: 150 }, false)).toMatchObject({ files: 24, ms: 400 })
  expect(settle({ perSecond: 110, aloneMs: 150 }, true)).toMatchObject({ files: 88, ms: 800 })
})

test('it stays between a number that keeps the stages at work and the one that is set', () => {
  expect(settle({ perSecond: 10, aloneMs: 900 }, false).files).toBe(16)
  expect(settle({ perSecond: 5_000, aloneMs: 50 }, false).files).toBe(96)
  expect(new BulkWindow(4).size).toBe(4)
})

test('room for half of it is worth a look, or less after most of the time that a file is under way', () => {
  expect(new BulkWindow(1)).toMatchObject({ worthwhile: 1, patienceMs: 300 })
  const { window } = settle({ perSecond: 110, aloneMs: 150 }, true)
  expect(window).toMatchObject({ size: 88, worthwhile: 44, patienceMs: 600 })
  expect(settle({ perSecond: 4, aloneMs: 900 }, false).window).toMatchObject({ worthwhile: 8, patienceMs: 1_000 })
})

test('it narrows when the first live file comes, and files of the wide window do not narrow it twice', () => {
  let now = 0
  const window = new BulkWindow(96, () => now)
  const pass = (ms: number) => {
    now += ms
  }
  pass(10_000)
  window.learn(Array<number>(24).fill(300), true, true)
  expect(window.size).toBe(36)
  pass(100)
  // They were sent before it changed.
  window.learn(Array<number>(24).fill(1_600), true, false)
  expect(window.size).toBe(36)
  pass(800)
  window.learn(Array<number>(24).fill(600), true, false)
  expect(window.size).toBe(24)
})

test('it does not grow where nothing waits for room', () => {
  let now = 0
  const window = new BulkWindow(96, () => now)
  now = 10_000
  window.learn(Array<number>(24).fill(100), false, false)
  expect(window.size).toBe(24)
  window.learn(Array<number>(24).fill(800), false, false)
  expect(window.size).toBe(16)
})
