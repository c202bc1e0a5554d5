import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { exampleWritten } from '../src/summary/exampleWritten.ts'
import { makeSummarize, type Summary } from '../src/summary/summarize.ts'
import { template } from '../src/summary/template.ts'
import { type Answer, completion, json, modelServer } from './support.ts'

const written = exampleWritten()
const byTemplate = template(written.statistics)
const never = new AbortController().signal

let server: Awaited<ReturnType<typeof modelServer>> | undefined
afterEach(() => server?.close())

async function summary(more: Record<string, string>, ...answers: Answer[]): Promise<Summary & { ms: number }> {
  server = await modelServer(...answers)
  const summarize = makeSummarize(server.settings(more))
  const started = performance.now()
  const result = await summarize(written, never)
  return { ...result, ms: performance.now() - started }
}

const right: Answer = (response) => json(response, completion('One float in the Arabian Sea.'))

test('right: the answer is the summary, asked with the key, the model and facts only', async () => {
  const result = await summary({ LLM_MODEL: 'some-model' }, right)
  expect(result).toMatchObject({
    summary_text: 'One float in the Arabian Sea.',
    ...{ summary_source: 'llm', fallback_reason: null, model: 'some-model' },
  })
  expect(server?.asked).toHaveLength(1)
  expect(server?.asked[0]).toMatchObject({ authorization: 'Bearer sk-test', body: { model: 'some-model' } })
  expect(server?.asked[0]?.body.messages[1]?.content).toContain('"region": "Arabian Sea"')
})

test('without a key nobody is asked', async () => {
  server = await modelServer(right)
  const summarize = makeSummarize(server.settings({ OPENAI_API_KEY: undefined as unknown as string }))
  expect(await summarize(written, never)).toEqual({
    ...{ summary_text: byTemplate, summary_source: 'template', fallback_reason: null, model: null },
  })
  expect(server.asked).toHaveLength(0)
})

const timeLimit = { LLM_TIMEOUT_SECONDS: '0.6' }
test.each<[string, Answer, string, Record<string, string>]>([
  ['slow at the start', () => {}, 'the model did not answer within 0.6 s', timeLimit],
  [
    'slow in the middle',
    async (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      for (const char of completion('slowly')) {
        if (response.destroyed) return
        response.write(char)
        await sleep(100)
      }
    },
    'the model did not answer within 0.6 s',
    timeLimit,
  ],
  ['broken: not JSON', (response) => json(response, '<html>'), 'the answer is not JSON', {}],
  ['broken: JSON of another kind', (response) => json(response, '{"ok":true}'), 'the answer is empty', {}],
  ['broken: 500 each time', (response) => json(response, '{}', 500), 'the model answered with status 500', {}],
  ['broken: closes the connection', (response) => void response.destroy(), 'the model could not be reached', {}],
  [
    'refusing the key',
    (response) => json(response, '{"error":{"message":"sk-test"}}', 401),
    'the model answered with status 401',
    {},
  ],
  [
    'rate-limiting for longer than there is time',
    (response) => json(response, '{}', 429, { 'retry-after': '120' }),
    'the model did not answer within 0.6 s',
    timeLimit,
  ],
  ['empty', (response) => json(response, completion('  ')), 'the answer is empty', {}],
  ['too long', (response) => json(response, completion('a '.repeat(5_000))), 'characters, more than 1500', {}],
  ['absurdly long', (response) => void endless(response), 'the answer has more than 262144 bytes', {}],
  [
    'cut off',
    (response) => json(response, completion('It goes on and', 'length')),
    'the answer ended early (length)',
    {},
  ],
])('%s: the template, in time, with the reason', async (_, answer, reason, settings) => {
  const result = await summary(settings, answer)
  expect(result).toMatchObject({ summary_text: byTemplate, summary_source: 'template', model: null })
  expect(result.fallback_reason).toContain(reason)
  expect(result.fallback_reason).not.toContain('sk-test')
  expect(result.ms).toBeLessThan(2_000)
  // At most one retry.
  expect(server?.asked.length).toBeLessThanOrEqual(2)
})

test('rate-limiting once: asked again after the time it names', async () => {
  const result = await summary({}, (response) => json(response, '{}', 429, { 'retry-after': '1' }), right)
  expect(result.summary_source).toBe('llm')
  expect(result.ms).toBeGreaterThan(990)
  expect(server?.asked).toHaveLength(2)
})

test('failing again and again: left alone, then asked once more', async () => {
  server = await modelServer((response) => json(response, '{}', 401))
  const summarize = makeSummarize(server.settings({ LLM_BREAKER_FAILURES: '3', LLM_BREAKER_SECONDS: '0.3' }))
  for (let time = 0; time < 8; time++) await summarize(written, never)
  expect(server.asked).toHaveLength(3)
  expect((await summarize(written, never)).fallback_reason).toContain('left alone')
  await sleep(350)
  await summarize(written, never)
  expect(server.asked).toHaveLength(4)
})

test('many at once: so many calls as are allowed, all within the time', async () => {
  let [now, most] = [0, 0]
  server = await modelServer(async (response) => {
    most = Math.max(most, ++now)
    await sleep(50)
    now -= 1
    json(response, completion('Fine.'))
  })
  const summarize = makeSummarize(server.settings({ LLM_MAX_CONCURRENT: '2' }))
  const all = await Promise.all(Array.from({ length: 10 }, () => summarize(written, never)))
  expect(most).toBe(2)
  expect(all.every(({ summary_source }) => summary_source === 'llm')).toBe(true)
})

test('a stage that stops does not wait for the model, and writes no template in its place', async () => {
  server = await modelServer(() => {})
  const stopping = new AbortController()
  const summarizing = makeSummarize(server.settings())(written, stopping.signal)
  await sleep(50)
  stopping.abort(new Error('stopping'))
  await expect(summarizing).rejects.toThrow('stopping')
})

async function endless(response: Parameters<Answer>[0]): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"choices":[{"message":{"content":"')
  while (!response.destroyed) {
    response.write('a'.repeat(65_536))
    await sleep(1)
  }
}
