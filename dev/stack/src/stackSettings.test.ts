import { expect, it } from 'vitest'
import { cacheFolder, homeName, readStackSettings, repositoryRoot } from './stackSettings.ts'

it('keeps its state below the root unless told otherwise', () => {
  expect(readStackSettings({}).home).toBe(`${repositoryRoot}.floatchat`)
  expect(readStackSettings({ FLOATCHAT_HOME: '/data/x' }).home).toBe('/data/x')
  expect(readStackSettings({ FLOATCHAT_STACK: 'processes' }).mode).toBe('processes')
})

it('names the setting that cannot be used', () => {
  expect(() => readStackSettings({ FLOATCHAT_STACK: 'cloud' })).toThrow(
    'FLOATCHAT_STACK is auto, containers or processes.',
  )
})

it('keeps downloads where all clones find them', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/floatchat')
})

it('gives each data folder a name of its own', () => {
  expect(homeName('/a')).not.toBe(homeName('/b'))
  expect(homeName('/a')).toMatch(/^[0-9a-f]{12}$/)
})
