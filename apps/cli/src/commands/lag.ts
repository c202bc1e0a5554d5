import { parseArgs } from 'node:util'
import { consumingStages } from '@floatchat/contracts/stageTopics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { type GroupStatus, groupStatus } from '@floatchat/kafka/groups'
import { createLogger } from '@floatchat/service/logger'
import type { Command } from '../Command.ts'
import { printTable } from '../printTable.ts'
import { demandBroker } from '../stream/demandBroker.ts'
import { streamSettings } from '../stream/streamSettings.ts'

export const lag: Command = {
  summary: 'Shows how far each stage is behind its topic, and which instance has which partitions.',
  usage: 'lag [--json]',
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { json: { type: 'boolean', default: false } } })
    const settings = streamSettings()
    await demandBroker(settings)
    const kafka = connectKafka(settings, 'floatchat-command', createLogger('floatchat', 'error'))
    const groups = await Promise.all(
      consumingStages.map(({ stage, reads }) => groupStatus(kafka, settings.TOPIC_PREFIX, stage, reads)),
    )
    if (values.json) console.log(JSON.stringify(groups))
    else printGroups(groups)
    return 0
  },
}

function printGroups(groups: readonly GroupStatus[]): void {
  printTable(
    ['stage', 'state', 'instances', 'lag'],
    groups.map(({ stage, state, members, lag: behind }) => [stage, state, String(members.length), String(behind)]),
  )
  const rows = groups.flatMap(({ stage, partitions, members }) =>
    partitions
      .filter(({ lag: behind }) => behind > 0)
      .map(({ topic, partition, committed, end, lag: behind }) => {
        const owner = members.find(({ assignment }) => assignment[topic]?.includes(partition))
        return [
          stage,
          `${topic}/${partition}`,
          String(committed ?? '-'),
          String(end),
          String(behind),
          owner?.memberId ?? 'nobody',
        ]
      }),
  )
  if (rows.length === 0) return
  console.log('')
  printTable(['stage', 'partition', 'committed', 'end', 'lag', 'instance'], rows)
}
