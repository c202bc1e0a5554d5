import { expect, test } from 'vitest'
import { BulkWindow } from './BulkWindow.ts'

/**
 * Stages that do so many files a second, and one file alone in so many ms, with a window that is always full: by
 * Little's law a file is under way for as long as the window takes.
 */
function settle({ perSecond, aloneMs }: { perSecond: number; aloneMs: number }, isQuiet: boolean) {
  let now = 0
  const window = new BulkWindow(192, () => now)
  window.adjust(isQuiet)
  const under = () => Math.max(aloneMs, (1000 * window.size) / perSecond)
  for (let round = 0; round < 50; round += 1) {
    const time = under()
    now += time + 1
    window.learn(Array<number>(window.size).fill(time), true)
  }
  return { window, files: window.size, ms: under() }
}

test('as many are under way as are done in the time that a live file may wait', () => {
  expect(settle({ perSecond: 120, aloneMs: 150 }, false)).toMatchObject({ files: 48, ms: 400 })
  expect(settle({ perSecond: 60, aloneMs: 150 }, false)).toMatchObject({ files: 24, ms: 400 })
  expect(settle({ perSecond: 110, aloneMs: 150 }, true)).toMatchObject({ files: 176, ms: 1_600 })
})

test('it stays between a number that keeps the stages at work and the one that is set', () => {
  expect(settle({ perSecond: 10, aloneMs: 900 }, false).files).toBe(16)
  expect(settle({ perSecond: 5_000, aloneMs: 50 }, false).files).toBe(192)
  expect(settle({ perSecond: 5_000, aloneMs: 50 }, true).files).toBe(192)
  expect(new BulkWindow(4).size).toBe(4)
})

test('room for half of it is worth a look, or less after most of the time that a file is under way', () => {
  expect(new BulkWindow(1)).toMatchObject({ worthwhile: 1, patienceMs: 300 })
  const { window } = settle({ perSecond: 110, aloneMs: 150 }, true)
  expect(window).toMatchObject({ size: 176, worthwhile: 88, patienceMs: 1_000 })
  expect(settle({ perSecond: 4, aloneMs: 900 }, false).window).toMatchObject({ worthwhile: 8, patienceMs: 1_000 })
})

test('it is a quarter as wide from the first live file on, and files of the wide window do not narrow it further', () => {
  let now = 10_000
  const window = new BulkWindow(96, () => now)
  expect(window.size).toBe(96)
  window.adjust(false)
  expect(window.size).toBe(24)
  now += 100
  // They were sent before it changed.
  window.learn(Array<number>(24).fill(1_600), true)
  expect(window.size).toBe(24)
  now += 800
  window.learn(Array<number>(24).fill(600), true)
  expect(window.size).toBe(16)
  window.adjust(true)
  expect(window.size).toBe(64)
})

test('what it learns while it is as wide as it may be holds for live files too', () => {
  const { window } = settle({ perSecond: 150, aloneMs: 150 }, true)
  expect(window.size).toBe(192)
  window.adjust(false)
  expect(window.size).toBe(60)
})

test('it does not grow where nothing waits for room', () => {
  let now = 0
  const window = new BulkWindow(96, () => now)
  window.adjust(false)
  now = 10_000
  window.learn(Array<number>(24).fill(100), false)
  expect(window.size).toBe(24)
  window.learn(Array<number>(24).fill(800), false)
  expect(window.size).toBe(16)
})
