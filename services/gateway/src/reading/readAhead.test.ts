import { expect, it } from 'vitest'
import { readAhead } from './readAhead.ts'

it('reads the next page while one is written, one at a time and no further ahead', async () => {
  const begun: number[] = []
  let underWay = 0
  const read = async (page: number) => {
    begun.push(page)
    underWay += 1
    expect(underWay).toBe(1)
    await Promise.resolve()
    underWay -= 1
    return page * 10
  }
  const parts = readAhead([1, 2, 3, 4], read)
  expect((await parts.next()).value).toBe(10)
  expect(begun).toEqual([1, 2])
  expect((await parts.next()).value).toBe(20)
  expect(begun).toEqual([1, 2, 3])
  expect(await Array.fromAsync(parts)).toEqual([30, 40])
})

it('fails where the page that failed would stand', async () => {
  const parts = readAhead([1, 2], async (page) => {
    if (page === 2) throw new Error('page 2')
    return page
  })
  expect((await parts.next()).value).toBe(1)
  await expect(parts.next()).rejects.toThrow('page 2')
})

it('an answer that ends early leaves no failure behind', async () => {
  const parts = readAhead([1, 2], async (page) => {
    if (page === 2) throw new Error('nobody asks')
    return page
  })
  await parts.next()
  expect(await parts.return()).toEqual({ done: true, value: undefined })
})
