import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { readDeadLetter } from '@floatchat/kafka/deadLetter'
import { header, textHeaders } from '@floatchat/kafka/messageHeaders'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileStage } from './fileStage.ts'
import { eventually, openHarness, stagedFile } from './openHarness.ts'

type Harness = Awaited<ReturnType<typeof openHarness>>
const script = new URL('killedStage.ts', import.meta.url).pathname
/** Nothing runs meanwhile, no timer either: as in a loop that does not yield. */
const block = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/** How many of the files have an answer; of one that was handled twice there may be two. */
async function answered(harness: Harness, files: readonly FileStaged[]): Promise<number> {
  const answers = await harness.read('datasets.summarized')
  const of = new Set(answers.map(({ headers }) => textHeaders(headers)[header.file]))
  return files.filter(({ file_id }) => of.has(file_id)).length
}

describe('a message that ends the process', () => {
  let harness: Harness
  let child: ChildProcess | undefined
  beforeAll(async () => {
    harness = await openHarness('kills')
  })
  afterAll(async () => {
    child?.kill('SIGKILL')
    await harness.close()
  })

  it('goes to the dead letters, the others are handled, whoever starts it again', { timeout: 180_000 }, async () => {
    const good = Array.from({ length: 8 }, (_, index) => stagedFile({ filename: `good${index}` }))
    const bad = stagedFile({ filename: 'kills' })
    await harness.stage([...good.slice(0, 4), bad, ...good.slice(4)])
    let starts = 0
    let ended = false
    const supervisor = (async () => {
      while (!ended) {
        starts += 1
        child = spawn(process.execPath, [script], { env: { ...process.env, ...harness.environment }, stdio: 'ignore' })
        await once(child, 'exit')
      }
    })()
    await eventually(async () => (await answered(harness, good)) === good.length, 150)
    const letters = (await harness.read('parser.dlq')).map(readDeadLetter)
    expect(letters.map(({ identity, reasonCode }) => [identity.file_id, reasonCode])).toEqual([
      [bad.file_id, 'TOO_EXPENSIVE'],
    ])
    expect(letters[0]).toMatchObject({ permanent: true, reason: expect.stringMatching(/^The parser ended each time/) })
    expect(starts).toBe(4)
    ended = true
    child?.kill('SIGKILL')
    await supervisor
  })
})

describe('a message that blocks its process for longer than the session', () => {
  let harness: Harness
  beforeAll(async () => {
    harness = await openHarness('blocks', {}, 2)
  })
  afterAll(() => harness.close())

  it('goes to the dead letters, the others are handled', { timeout: 240_000 }, async () => {
    const good = Array.from({ length: 8 }, (_, index) => stagedFile({ filename: `good${index}` }))
    const bad = stagedFile({ filename: 'blocks' })
    await harness.stage([bad, ...good])
    const running = await harness.run(
      fileStage(
        ({ filename }) => void (filename === 'blocks' && block(harness.settings.KAFKA_SESSION_TIMEOUT_MS + 500)),
      ),
    )
    await eventually(async () => (await answered(harness, good)) === good.length, 200)
    const letters = (await harness.read('parser.dlq')).map(readDeadLetter)
    expect(letters.map(({ identity, reasonCode }) => [identity.file_id, reasonCode])).toEqual([
      [bad.file_id, 'TOO_EXPENSIVE'],
    ])
    await running.stop()
  })
})
