import { parseArgs } from 'node:util'
import { consumingStages } from '@floatchat/contracts/stageTopics'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { type ResetTarget, resetGroup } from '@floatchat/kafka/groups'
import { createLogger } from '@floatchat/service/logger'
import { type Command, UsageError } from '../Command.ts'
import { printTable } from '../printTable.ts'
import { demandBroker } from '../stream/demandBroker.ts'
import { parseTime } from '../stream/parseTime.ts'
import { streamSettings } from '../stream/streamSettings.ts'
import { withAudit } from '../withAudit.ts'

export const groups: Command = {
  summary: "Moves a stage's whole group to another place of its topic. Refuses while the stage runs.",
  usage:
    'groups reset STAGE (--earliest | --latest | --time TIME | --offset PARTITION:OFFSET) [--topic NAME] [--dry-run]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        earliest: { type: 'boolean', default: false },
        latest: { type: 'boolean', default: false },
        time: { type: 'string' },
        offset: { type: 'string' },
        topic: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    const [verb, name] = positionals
    const input = consumingStages.find(({ stage }) => stage === name)
    if (verb !== 'reset' || input === undefined) {
      throw new UsageError(
        `groups reset is followed by one of ${consumingStages.map(({ stage }) => stage).join(', ')}.`,
      )
    }
    const topic = values.topic ?? input.reads[0]
    const settings = streamSettings()
    await demandBroker(settings)
    const kafka = connectKafka(settings, 'floatchat-command', createLogger('floatchat', 'error'))
    const options = { dryRun: values['dry-run'] }
    const to = targetOf(values)
    const work = () => resetGroup(kafka, settings.TOPIC_PREFIX, input.stage, topic, to, options)
    const moves = options.dryRun ? await work() : await audited(settings, { stage: input.stage, topic, ...to }, work)
    printTable(
      ['partition', 'from', options.dryRun ? 'would be' : 'now'],
      moves.map(({ partition, from, offset }) => [String(partition), String(from ?? '-'), String(offset)]),
    )
    return 0
  },
}

async function audited<T>(
  settings: ReturnType<typeof streamSettings>,
  what: object,
  work: () => Promise<T>,
): Promise<T> {
  const database = await connectDatabase(settings, { applicationName: 'floatchat-command' })
  try {
    return await withAudit(database, 'resetGroup', what, work)
  } finally {
    await database.close()
  }
}

function targetOf(values: { earliest: boolean; latest: boolean; time?: string; offset?: string }): ResetTarget {
  const time = parseTime('--time', values.time)
  const place = /^(\d+):(\d+)$/.exec(values.offset ?? '')
  const targets: ResetTarget[] = [
    ...(values.earliest ? [{ to: 'earliest' as const }] : []),
    ...(values.latest ? [{ to: 'latest' as const }] : []),
    ...(time === undefined ? [] : [{ to: 'time' as const, time }]),
    ...(place === null ? [] : [{ to: 'offset' as const, partition: Number(place[1]), offset: Number(place[2]) }]),
  ]
  const [target] = targets
  if (target === undefined || targets.length > 1) {
    throw new UsageError('Say one of --earliest, --latest, --time TIME, --offset PARTITION:OFFSET.')
  }
  return target
}
