/**
 * How long partitions stand still while the three members of a group are restarted in turn: with heartbeats as they are
 * and as they were, turn by turn.
 *
 *   node bench/rebalance/run.ts --brokers 127.0.0.1:9092 [--turns 2]
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connectConsumer, type StageConsumer } from '@floatchat/kafka/connectConsumer'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { openProducer } from '@floatchat/kafka/openProducer'
import { withAdmin } from '@floatchat/kafka/withAdmin'
import { createLogger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { schedules } from '@floatchat/service/Schedule'
import { stageSettings } from '@floatchat/service/stageSettings'
import { tryAgain } from '@floatchat/service/tryAgain'
import { z } from 'zod'

const { values } = parseArgs({ options: { brokers: { type: 'string' }, turns: { type: 'string', default: '2' } } })
if (values.brokers === undefined) throw new Error('Say with --brokers where a broker is.')
const log = createLogger('bench', 'silent')
const settings = readSettings(z.object(stageSettings), { KAFKA_BROKERS: values.brokers })
const kafka = connectKafka(settings, 'bench', log)
const partitions = 6
const memberCount = 3
/** A message for each partition so often. */
const everyMs = 40
/** A longer time without a message of a partition is a stall. */
const stallMs = 400
/** From one restart to the next, and for the group to settle. */
const settleMs = 3_000

console.log('| heartbeat at most every, s | longest stall, s | stalls of a partition together, s |\n|---|---:|---:|')
for (let turn = 0; turn < Number(values.turns); turn += 1) {
  for (const heartbeatMs of [2_500, 500]) {
    const stalls = await stallsWith(heartbeatMs)
    const longest = Math.max(...stalls, 0) / 1_000
    const each = stalls.reduce((sum, ms) => sum + ms, 0) / 1_000 / partitions
    console.log(`| ${heartbeatMs / 1_000} | ${longest.toFixed(2)} | ${each.toFixed(2)} |`)
  }
}

/** All stalls of all partitions while each member leaves in good order and another comes in its place, milliseconds. */
async function stallsWith(heartbeatMs: number): Promise<number[]> {
  const topic = `bench-rebalance-${Date.now()}`
  await withAdmin(kafka, async (admin) => {
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: partitions }] })
    await tryAgain(schedules.newTopics, { mayPass: () => true }, () => admin.fetchTopicMetadata({ topics: [topic] }))
  })
  const handled: number[][] = Array.from({ length: partitions }, () => [])
  const members: StageConsumer[] = []
  for (let each = 0; each < memberCount; each += 1) members.push(await join(topic, heartbeatMs, handled))
  const stop = await send(topic)
  await sleep(2 * settleMs)
  const began = performance.now()
  for (const [index, member] of members.entries()) {
    await leave(member)
    members[index] = await join(topic, heartbeatMs, handled)
    await sleep(settleMs)
  }
  const ended = performance.now()
  await stop()
  for (const member of members) await leave(member)
  await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }))
  return handled.flatMap((times) => {
    const moments = [began, ...times.filter((time) => time > began && time < ended), ended]
    const pauses = moments.slice(1).map((time, index) => time - (moments[index] ?? time))
    return pauses.filter((pause) => pause > stallMs)
  })
}

function join(topic: string, longestHeartbeatMs: number, handled: readonly number[][]): Promise<StageConsumer> {
  return connectConsumer(kafka, {
    ...{ stage: 'bench', group: topic, topics: [topic], log, longestHeartbeatMs },
    sessionTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS,
    assigned: () => {},
    async eachBatch(batch) {
      handled[batch.partition]?.push(performance.now())
      const last = batch.messages.at(-1)
      if (last === undefined) return
      batch.resolve(last.offset + 1n)
      // Refused while the group is shared out anew: the message comes again.
      await batch.commit(last.offset + 1n).catch(() => undefined)
    },
    crashed(error) {
      throw error
    },
  })
}

async function leave(member: StageConsumer): Promise<void> {
  await member.stop()
  await member.disconnect()
}

/** Sends a message to each partition again and again, until it is told to stop. */
async function send(topic: string): Promise<() => Promise<void>> {
  const producer = await openProducer(kafka, 'bench')
  let over = false
  const sending = (async () => {
    while (!over) {
      const message = { topic, key: null, value: Buffer.from('x'), headers: {} }
      await producer.send(Array.from({ length: partitions }, (_, partition) => ({ ...message, partition })))
      await sleep(everyMs)
    }
  })()
  return async () => {
    over = true
    await sending
    await producer.close()
  }
}
