import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { serviceSettings } from './serviceSettings.ts'

const development = parseEnv(readFileSync(new URL('../../development.env', import.meta.url), 'utf8'))
const theirs: Readonly<Record<string, string | undefined>> = {
  ...development,
  DATABASE_URL: 'postgresql://floatchat:floatchat@db:5432/floatchat',
}
const ours = {
  ...{ NODE_ENV: 'production', SECRET_KEY: 'a'.repeat(32), S3_ACCESS_KEY: 'floatchat', S3_SECRET_KEY: 'of-our-own' },
  DATABASE_URL: 'postgresql://floatchat:of-our-own@db:5432/floatchat',
}
const secrets = ['SECRET_KEY', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'DATABASE_URL'] as const

describe.each(Object.entries(serviceSettings))('the %s', (_, settings) => {
  const known = secrets.filter((secret) => secret in settings.shape)
  const refused = (given: object) => settings.safeParse(given).error?.issues.map(({ path }) => path[0]) ?? []

  it('starts in production with secrets of its own', () => {
    expect(refused(ours)).toEqual([])
  })

  it('refuses each secret of development there, given or by default, and names it without showing it', () => {
    for (const secret of known) {
      expect(refused({ ...ours, [secret]: theirs[secret] })).toEqual([secret])
      expect(refused({ ...ours, [secret]: undefined })).toEqual([secret])
    }
    const { error } = settings.safeParse({ ...theirs, NODE_ENV: 'production' })
    for (const value of ['minioadmin', 'floatchat:floatchat', 'dev-secret'])
      expect(error?.message ?? '').not.toContain(value)
  })

  it('takes them elsewhere', () => {
    expect(refused(theirs)).toEqual([])
  })
})

it.each([
  ['postgresql://floatchat@db/floatchat', true],
  ['postgresql://db/floatchat', true],
  ['postgresql+psycopg2://somebody:floatchat@db/floatchat', false],
  ['postgres://postgres:postgres@db/floatchat', false],
])('an address of the database: %s', (DATABASE_URL, taken) => {
  expect(serviceSettings.writer.safeParse({ ...ours, DATABASE_URL }).success).toBe(taken)
})
