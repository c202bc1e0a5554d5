import { parseArgs } from 'node:util'
import { applyTopics, planTopics, type TopicChange } from '@floatchat/kafka/applyTopics'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { createLogger } from '@floatchat/service/logger'
import { type Command, UsageError } from '../Command.ts'
import { printTable } from '../printTable.ts'
import { demandBroker } from '../stream/demandBroker.ts'
import { streamSettings } from '../stream/streamSettings.ts'
import { counted } from '../text/counted.ts'

export const topics: Command = {
  summary: 'Shows what the topics lack of what the contracts say (plan), or makes them so (apply). Removes nothing.',
  usage: 'topics plan|apply [--partitions N] [--replication-factor N] [--min-in-sync N]',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        partitions: { type: 'string' },
        'replication-factor': { type: 'string' },
        'min-in-sync': { type: 'string' },
      },
    })
    const [verb] = positionals
    if (verb !== 'plan' && verb !== 'apply') throw new UsageError('topics is followed by plan or apply.')
    const settings = streamSettings()
    await demandBroker(settings)
    const options = {
      topicPrefix: settings.TOPIC_PREFIX,
      ...wholeNumber('partitions', values.partitions),
      ...wholeNumber('replicationFactor', values['replication-factor']),
      ...wholeNumber('minInSyncReplicas', values['min-in-sync']),
    }
    const kafka = connectKafka(settings, 'floatchat-command', createLogger('floatchat', 'error'))
    const changes = await (verb === 'plan' ? planTopics : applyTopics)(kafka, options)
    if (changes.length === 0) console.log('The topics are what the contracts say.')
    else printTable([verb === 'plan' ? 'would' : 'done', 'topic', 'how'], changes.map(row))
    return changes.some(({ kind }) => kind === 'refuse') ? 1 : 0
  },
}

function row(change: TopicChange): string[] {
  const { topic } = change
  const config = Object.entries(topic.config).map(([key, value]) => `${key}=${value}`)
  if (change.kind === 'create')
    return ['create', topic.name, `${counted(topic.partitions, 'partition')}, ${config.join(', ')}`]
  if (change.kind === 'add-partitions') return ['add partitions', topic.name, `${change.from} to ${topic.partitions}`]
  if (change.kind === 'refuse') return ['refused', topic.name, change.reason]
  const differing = Object.entries(topic.config).filter(([key, value]) => change.from[key] !== value)
  return [
    'configure',
    topic.name,
    differing.map(([key, value]) => `${key}: ${change.from[key]} to ${value}`).join(', '),
  ]
}

function wholeNumber<Key extends string>(key: Key, text: string | undefined): { [K in Key]?: number } {
  if (text === undefined) return {}
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`'${text}' is not a whole number from 1.`)
  return { [key]: value } as { [K in Key]?: number }
}
