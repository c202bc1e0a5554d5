import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tableLines } from './printTable.ts'

it('gives each column what its widest cell takes', () => {
  expect(tableLines(['a', 'b'], [['long', '1']], 80)).toEqual(['a     b', 'long  1'])
})

it('cuts the widest column in the middle where the terminal is narrow', () => {
  const name = 'dac/coriolis/6903247/profiles/R6903247_135.nc'
  expect(tableLines(['file', 'dataset'], [[name, '17']], 30)).toEqual([
    'file                   dataset',
    'dac/coriol…247_135.nc  17',
  ])
})

it('keeps an id whole, and rather leaves out what can be spared', () => {
  const [job, name] = ['d9d45ed0-640d-4a04-bd42-438392282e79', 'dac/coriolis/6903247/profiles/R6903247_135.nc']
  const heading = ['created', 'status', 'file', 'job']
  const row = ['2026-11-27 19:06:15Z', 'succeeded', name, job]
  const narrow = { whole: ['job'], spare: ['created'] }
  expect(tableLines(heading, [row], 200, narrow)[1]).toBe(row.join('  '))
  const [head, line] = tableLines(heading, [row], 80, narrow)
  expect(head).toMatch(/^status +file +job$/)
  expect(line).toMatch(/^succeeded {2}dac\/coriolis\S+\S*…R6903247_135\.nc {2}/)
  expect(line).toContain(job)
  expect(line).toHaveLength(80)
})

it('has no line wider than the terminal', () => {
  const cell = fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/\s/g, '_'))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }),
      fc.integer({ min: 20, max: 120 }),
      (rows, width) => {
        for (const line of tableLines(['file', 'status', 'job'], rows, width))
          expect(line.length).toBeLessThanOrEqual(width)
      },
    ),
  )
})
