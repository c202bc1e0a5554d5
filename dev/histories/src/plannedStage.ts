import { setMaxListeners } from 'node:events'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { outage, permanent } from '@floatchat/contracts/IngestionError'
import { filesStaged, profilesParsed, type Topic, to } from '@floatchat/contracts/topics'
import type { Clock } from '@floatchat/service/Clock'
import type { Stage } from '@floatchat/stage/Stage'
import type { PlannedMessage } from './Plan.ts'

export interface PlannedStageOptions {
  readonly gathers: boolean
  readonly clock: Clock
  /** Ends the process. */
  readonly kill: () => void
  /** A message is in hand now. */
  readonly began: (message: PlannedMessage, partition: number) => void
  /** How often a message was begun, by all processes. */
  readonly tries: Map<number, number>
  readonly messageOf: (file: FileStaged) => PlannedMessage
  readonly chance: () => number
}

interface Gathered {
  readonly open: Map<string, Set<number>>
  readonly ready: [group: string, messages: Set<number>][]
}

type Answer = { readonly messages: readonly number[]; readonly part: number }

/** A stage whose handler does with each message what the plan says, so that what must come of it is known. */
export function plannedStage(options: PlannedStageOptions): Stage<Topic, Topic> {
  const gathered = new Map<number, Gathered>()
  const of = (partition: number) => {
    const known: Gathered = gathered.get(partition) ?? { open: new Map(), ready: [] }
    gathered.set(partition, known)
    return known
  }
  const stage: Stage<typeof filesStaged, typeof profilesParsed> = {
    name: 'parser',
    consumes: filesStaged,
    produces: [profilesParsed],
    async *handle(received, context) {
      const message = options.messageOf(received.value)
      options.began(message, context.partition)
      setMaxListeners(0, context.signal)
      await work(message, context.signal, options)
      if (!options.gathers) {
        for (let part = 0; part < message.outputs; part += 1)
          yield answer(message.group, { messages: [message.id], part })
        return
      }
      const { open, ready } = of(context.partition)
      context.hold(message.group, received)
      // Once in a while everything is read again.
      if (options.chance() < 0.03) return context.rewind(message.group)
      const group = open.get(message.group) ?? new Set()
      open.set(message.group, group.add(message.id))
      if (!message.closes) return
      open.delete(message.group)
      ready.push([message.group, group])
    },
    forget: (partition) => void gathered.delete(partition),
  }
  if (!options.gathers) return stage as unknown as Stage<Topic, Topic>
  return {
    ...(stage as unknown as Stage<Topic, Topic>),
    async *flush(context) {
      const { ready } = of(context.partition)
      for (;;) {
        const next = ready.shift()
        if (next === undefined) return
        const [group, messages] = next
        yield answer(group, { messages: [...messages], part: 0 })
        context.release(group)
      }
    },
  }
}

async function work(message: PlannedMessage, signal: AbortSignal, options: PlannedStageOptions): Promise<void> {
  const { clock, tries } = options
  const before = tries.get(message.id) ?? 0
  tries.set(message.id, before + 1)
  switch (message.kind) {
    case 'slow':
      return clock.sleep(message.takes, signal)
    case 'outage':
      if (clock.monotonic() < message.comesAt + message.takes) throw outage('BUCKET_UNAVAILABLE', 'The bucket is away.')
      return
    case 'stumbles':
      if (before < 1) throw new TypeError('it stumbles')
      return
    case 'bad':
      throw permanent('NOT_NETCDF', `'${message.id}' is no NetCDF file.`)
    case 'bug':
      throw new TypeError('a bug')
    case 'killer':
      options.kill()
      return new Promise(() => undefined)
    case 'hangs':
      return clock.sleep(3_600_000_000, signal)
    case 'good':
    case 'garbage':
      return
  }
}

/** By the key of the group, so that all of a group stay in order. */
function answer(group: string, { messages, part }: Answer) {
  // The codec in memory asks for no more of a record than its key and what is looked for.
  const value = { file: { file_id: group }, messages, part }
  return to(profilesParsed, 'FileParsed', value as never)
}
