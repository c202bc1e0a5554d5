import { systemClock as clock } from '@floatchat/service/Clock'
import { createLogger } from '@floatchat/service/logger'
import kafkajs, { type Consumer, type EachBatchPayload } from 'kafkajs'
import { expect, test } from 'vitest'
import { BatchRunner } from './BatchRunner.ts'
import { Membership } from './Membership.ts'
import { OffsetCommits } from './OffsetCommits.ts'

const notCoordinator = Object.assign(new kafkajs.KafkaJSError('This is not the correct coordinator for this group'), {
  type: 'NOT_COORDINATOR_FOR_GROUP',
})

/** A member, what its client tells it, and a batch of its client's whose commits are answered as told. */
function member(answer: () => Promise<void>) {
  const listeners: { name: string; listen: (event: object) => void }[] = []
  const events = {
    GROUP_JOIN: 'join',
    HEARTBEAT: 'heartbeat',
    REBALANCING: 're',
    STOP: 's',
    DISCONNECT: 'd',
    CRASH: 'c',
  }
  const consumer = { events, on: (name: string, listen: (event: object) => void) => listeners.push({ name, listen }) }
  const options = {
    stage: 'parser',
    sessionTimeoutMs: 10_000,
    log: createLogger('test', 'silent'),
    clock,
    assigned: () => {},
  }
  const membership = new Membership(consumer as unknown as Consumer, options)
  const runner = new BatchRunner({
    ...{ stage: 'parser', membership, clock, commits: new OffsetCommits(membership, clock), heartbeatMs: 60_000 },
    eachBatch: (batch) => batch.commit(5n).catch(() => undefined),
    crashed: () => {},
  })
  const payload = {
    batch: { topic: 't', partition: 0, messages: [] },
    commitOffsetsIfNecessary: answer,
    heartbeat: async () => {},
    isRunning: () => true,
    isStale: () => false,
    pause: () => () => {},
  } as unknown as EachBatchPayload
  return {
    membership,
    tell(event: keyof typeof events) {
      for (const { name, listen } of listeners)
        if (name === events[event]) listen({ payload: { memberAssignment: {} } })
    },
    run: () => runner.run(payload),
  }
}

test('a member whose commit is refused tells its client, and is one again when it has joined', async () => {
  let refused = true
  const { membership, tell, run } = member(async () => {
    if (refused) throw notCoordinator
  })
  tell('GROUP_JOIN')
  await expect(run()).rejects.toBe(notCoordinator)
  // The coordinator of now knows the member, and its commits still go to the one before.
  tell('HEARTBEAT')
  expect(membership.isEnding).toBe(true)
  refused = false
  await expect(run()).rejects.toBe(notCoordinator)
  tell('GROUP_JOIN')
  expect(membership.isEnding).toBe(false)
  await run()
})

test('a member whose client could not join anew, and goes on as it was, is one', async () => {
  const { membership, tell } = member(async () => {})
  tell('GROUP_JOIN')
  tell('REBALANCING')
  expect(membership.isMember).toBe(false)
  tell('HEARTBEAT')
  expect(membership.isMember).toBe(true)
})
