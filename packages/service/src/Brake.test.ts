import { expect, test } from 'vitest'
import { Brake } from './Brake.ts'

const times = (count: number, act: () => void): void => {
  for (let i = 0; i < count; i += 1) act()
}

test('a few that fail for an unknown reason among many do not put the brake on', () => {
  const brake = new Brake(0.2)
  for (let i = 0; i < 30; i += 1) {
    times(9, () => brake.handled())
    brake.crashed()
    expect(brake.on).toBe(false)
  }
})

test('five in a row do, also the first five; it goes off when enough others were handled', () => {
  const brake = new Brake(0.2)
  times(4, () => brake.crashed())
  expect(brake.on).toBe(false)
  brake.crashed()
  expect(brake.on).toBe(true)
  times(20, () => brake.handled())
  expect(brake.on).toBe(true)
  times(1, () => brake.handled())
  expect(brake.on).toBe(false)
})
