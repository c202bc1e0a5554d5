import { expect, it } from 'vitest'
import { isClutter, refuseFile } from './refuseFile.ts'

it.each(['a.nc', 'A.NC', 'b.nc4', 'c.Zip', 'odd.name.nc', '.nc'])('takes %s', (name) => {
  expect(refuseFile(name, 10)).toBeUndefined()
})

it.each([
  ['a.csv', '“.csv” files are not taken'],
  ['nc', 'files without an extension are not taken'],
  ['a.nc.gz', '“.gz” files'],
  ['.gitignore', 'files without an extension'],
])('refuses %s and says what is taken', (name, part) => {
  expect(refuseFile(name, 10)).toContain(part)
  expect(refuseFile(name, 10)).toContain('.nc')
})

it('refuses an empty file', () => expect(refuseFile('a.nc', 0)).toBe('Not sent: the file is empty.'))

it('leaves out what systems put into folders', () => {
  expect(['.DS_Store', 'Thumbs.db', 'a.nc'].map(isClutter)).toEqual([true, true, false])
})
