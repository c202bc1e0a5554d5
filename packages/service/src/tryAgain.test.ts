import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pauseAfter, type Schedule, schedules } from './Schedule.ts'
import { tryAgain } from './tryAgain.ts'

const passes = { mayPass: () => true }

describe('a schedule', () => {
  it('has pauses that grow up to the longest, and are never more and never less than chance may make of them', () => {
    const schedule = fc.record({
      firstMs: fc.integer({ min: 1, max: 1_000 }),
      longestMs: fc.integer({ min: 1_000, max: 60_000 }),
      factor: fc.integer({ min: 1, max: 5 }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(schedule, fc.integer({ min: 1, max: 5_000 }), (given, attempt) => {
        const whole = Math.min(given.longestMs, given.firstMs * given.factor ** (attempt - 1))
        const pause = pauseAfter(given, attempt)
        expect(pause).toBeLessThanOrEqual(whole)
        expect(pause).toBeGreaterThanOrEqual(whole * (1 - given.jitter) - 1e-9)
      }),
    )
  })

  it.each(Object.entries<Schedule>(schedules))('%s begins no longer than it may last', (_name, schedule) => {
    expect(schedule.firstMs).toBeLessThanOrEqual(schedule.longestMs)
    expect(schedule.longestMs).toBeLessThanOrEqual(schedule.patienceMs ?? schedule.longestMs)
  })
})

describe('trying again', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const quick: Schedule = { firstMs: 1, longestMs: 2 }

  it('ends with what the first good try gives', async () => {
    const result = await tryAgain(quick, passes, async (attempt) => {
      if (attempt < 4) throw new Error('away')
      return attempt
    })
    expect(result).toBe(4)
  })

  it('gives up at the number of tries, with the last error', async () => {
    let tries = 0
    const work = () => Promise.reject(new Error(`try ${++tries}`))
    await expect(tryAgain({ ...quick, tries: 3 }, passes, work)).rejects.toThrow('try 3')
  })

  it('does not begin a pause that ends after its patience', async () => {
    let tries = 0
    const work = async () => {
      tries += 1
      vi.advanceTimersByTime(40)
      throw new Error('away')
    }
    await expect(tryAgain({ ...quick, patienceMs: 100 }, passes, work)).rejects.toThrow('away')
    expect(tries).toBe(3)
  })

  it('throws at once what does not pass', async () => {
    let tries = 0
    const work = () => Promise.reject(new Error(`try ${++tries}`))
    await expect(tryAgain(quick, { mayPass: () => false }, work)).rejects.toThrow('try 1')
  })

  it('waits for as long as the server says, and not as the schedule does', async () => {
    const hours: Schedule = { firstMs: 3_600_000, longestMs: 3_600_000 }
    const result = await tryAgain(hours, { mayPass: () => 1 }, async (attempt) => {
      if (attempt === 1) throw new Error('busy')
      return attempt
    })
    expect(result).toBe(2)
  })

  it('is ended by the signal, whose reason it throws: in a pause, in a try, before the first', async () => {
    const hours: Schedule = { firstMs: 3_600_000, longestMs: 3_600_000 }
    for (const when of ['pause', 'try', 'before'] as const) {
      const stopping = new AbortController()
      const stop = () => stopping.abort(new Error(`stopped: ${when}`))
      if (when === 'before') stop()
      const work = async () => {
        if (when === 'try') stop()
        else setImmediate(stop)
        throw new Error('away')
      }
      const tried = tryAgain(hours, { ...passes, signal: stopping.signal }, work)
      await expect(tried).rejects.toThrow(`stopped: ${when}`)
    }
  })
})
