import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { databaseAnswers } from '../src/createDatabase.ts'
import { readStackSettings } from '../src/stackSettings.ts'
import { startStack } from '../src/startStack.ts'
import { discardStack } from '../src/stopStack.ts'
import { testEnvironment } from '../src/testStack.ts'

it('starts nothing where the environment names every part, and stops nothing of it', async () => {
  const test = await testEnvironment('given')
  const home = mkdtempSync(join(tmpdir(), 'floatchat-test-'))
  const settings = readStackSettings({ ...test.env, FLOATCHAT_HOME: home })
  const stack = await startStack({ settings, say: () => undefined })
  expect(Object.values(stack.origins)).toEqual(['environment', 'environment', 'environment', 'environment'])
  expect(stack.variables).toMatchObject({ DATABASE_URL: test.databaseUrl, KAFKA_BROKERS: test.kafkaBrokers })
  await discardStack(home)
  await databaseAnswers(test.databaseUrl)
  await test.close()
})

it('gives each suite a database of its own', async () => {
  const [one, two] = await Promise.all([testEnvironment('same name'), testEnvironment('same name')])
  expect(one.databaseUrl).not.toBe(two.databaseUrl)
  expect(one.topicPrefix).not.toBe(two.topicPrefix)
  expect(one.bucket).not.toBe(two.bucket)
  await one.close()
  await databaseAnswers(two.databaseUrl)
  await expect(databaseAnswers(one.databaseUrl)).rejects.toThrow('does not exist')
  await two.close()
})
