import { expect, it } from 'vitest'
import { pageNumbers } from './pageNumbers.ts'

it.each([
  [0, 1, [0]],
  [0, 2250, [0, 1, undefined, 2249]],
  [3, 2250, [0, 1, 2, 3, 4, undefined, 2249]],
  [1000, 2250, [0, undefined, 999, 1000, 1001, undefined, 2249]],
  [2249, 2250, [0, undefined, 2248, 2249]],
  [2, 4, [0, 1, 2, 3]],
])('page %d of %d names %j', (page, pages, numbers) => expect(pageNumbers(page, pages)).toEqual(numbers))
