import fc from 'fast-check'
import { expect, it } from 'vitest'
import { href, parseRoute } from './route.ts'

it('reads every address that it writes', () => {
  const part = fc.string({ minLength: 1, unit: 'grapheme' })
  const query = fc.dictionary(
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.string({ minLength: 1, unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(fc.array(part), query, (path, query) => {
      const route = parseRoute(href(path, query))
      expect(route.path).toEqual(path)
      expect(Object.fromEntries(route.query)).toEqual({ ...query })
    }),
  )
})

it('leaves out what is empty', () => {
  expect(href(['jobs'], { status: undefined, text: '', page: 2 })).toBe('#/jobs?page=2')
})

it('takes what people type', () => {
  expect(parseRoute('').path).toEqual([])
  expect(parseRoute('#jobs/').path).toEqual(['jobs'])
  expect(parseRoute('#/a%zz').path).toEqual(['a%zz'])
})
