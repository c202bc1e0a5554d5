import type { Chance } from './Chance.ts'

/** What becomes of a message in the hands of the stage of a history. */
export type Kind =
  /** It is handled at once. */
  | 'good'
  /** It takes seconds. */
  | 'slow'
  /** Something that it needs is away for a while. */
  | 'outage'
  /** Its handler breaks once or twice. */
  | 'stumbles'
  /** It is refused. */
  | 'bad'
  /** Its handler breaks each time. */
  | 'bug'
  /** Its bytes are no record. */
  | 'garbage'
  /** It ends the process that has it in hand. */
  | 'killer'
  /** It makes no progress until it is told to end. */
  | 'hangs'

/** What the dead letter of a message says, where it ends as one. */
export const reasonOf: Partial<Record<Kind, string>> = {
  bad: 'NOT_NETCDF',
  bug: 'HANDLER_CRASHED',
  garbage: 'UNDECODABLE_RECORD',
  killer: 'TOO_EXPENSIVE',
  hangs: 'TOO_EXPENSIVE',
}

export interface PlannedMessage {
  readonly id: number
  readonly kind: Kind
  readonly partition: number
  /** Messages of a group are answered together, when its last has come. */
  readonly group: string
  readonly closes: boolean
  /** Its file is a heavy one. */
  readonly heavy: boolean
  readonly outputs: number
  /** Milliseconds. */
  readonly takes: number
  readonly comesAt: number
  /** The producer has sent it twice. */
  readonly twice: boolean
}

export type Fault =
  | { readonly kind: 'kill' | 'stop'; readonly at: number; readonly instance: number }
  | { readonly kind: 'add'; readonly at: number; readonly instance: number }
  | { readonly kind: 'freeze'; readonly at: number; readonly instance: number; readonly ms: number }
  | { readonly kind: 'clock'; readonly at: number; readonly instance: number; readonly ms: number }
  | { readonly kind: 'away'; readonly at: number; readonly ms: number }

/** What a seed stands for. */
export interface Plan {
  readonly partitions: number
  readonly instances: number
  readonly concurrency: number
  readonly heavyAside: boolean
  /** The stage gathers groups and answers them when it is flushed. */
  readonly gathers: boolean
  readonly messages: readonly PlannedMessage[]
  readonly faults: readonly Fault[]
  /** Of each request to the broker. */
  readonly weather: { readonly slow: number; readonly lost: number; readonly unanswered: number }
}

/** How long messages come and faults strike, milliseconds. */
export const stormMs = 25_000

export function planOf(chance: Chance): Plan {
  const partitions = chance.between(1, 4)
  const gathers = chance.is(0.5)
  return {
    partitions,
    gathers,
    instances: chance.between(1, 3),
    concurrency: chance.between(1, 3),
    heavyAside: chance.is(0.5),
    messages: messagesOf(chance, partitions, gathers),
    // A message that was in hand at three ends is buried, and where it was to close a group that stays open for a day.
    faults: Array.from({ length: chance.between(0, 5) }, () => faultOf(chance)).slice(0, gathers ? 2 : 5),
    weather: chance.is(0.4)
      ? { slow: 0, lost: 0, unanswered: 0 }
      : { slow: chance.pick([0, 0.02]), lost: chance.pick([0, 0.03]), unanswered: chance.pick([0, 0.03]) },
  }
}

function messagesOf(chance: Chance, partitions: number, gathers: boolean): PlannedMessage[] {
  const open: { group: string; partition: number; heavy: boolean; left: number }[] = []
  let killers = 0
  let comesAt = 0
  const messages = Array.from({ length: chance.between(4, 30) }, (_, id): PlannedMessage => {
    // Some come together, as a file does, and some by themselves.
    if (chance.is(0.3)) comesAt += chance.between(0, stormMs / 10)
    let kind = gathers ? gatheredKind(chance) : singleKind(chance)
    if (kind === 'killer' && killers++ > 0) kind = 'bad'
    if (open.length === 0 || chance.is(0.4)) {
      const partition = chance.between(0, partitions - 1)
      open.push({ group: `g${id}`, partition, heavy: chance.is(0.1), left: chance.between(1, 6) })
    }
    const at = chance.between(0, open.length - 1)
    const { left, ...own } = open[at] as (typeof open)[number]
    const closes = gathers && left === 1
    if (left === 1) open.splice(at, 1)
    else open.splice(at, 1, { ...own, left: left - 1 })
    return {
      ...{ id, kind, closes, comesAt },
      ...own,
      outputs: gathers ? 0 : chance.between(0, 3),
      takes: kind === 'slow' ? chance.between(100, 15_000) : kind === 'outage' ? chance.between(100, 20_000) : 0,
      twice: chance.is(0.05),
    }
  })
  if (!gathers) return messages
  // What nobody closes would hold its offset for ever; that it is given up after a day is another's to show.
  const closing = open.filter(({ group }) => messages.some((one) => one.group === group))
  return [
    ...messages,
    ...closing.map(({ left: _, ...own }, index): PlannedMessage => {
      const id = messages.length + index
      return { ...own, ...{ id, comesAt }, kind: 'good', closes: true, outputs: 0, takes: 0, twice: false }
    }),
  ]
}

function singleKind(chance: Chance): Kind {
  if (chance.is(0.6)) return 'good'
  return chance.pick([
    'slow',
    'slow',
    'outage',
    'outage',
    'stumbles',
    'bad',
    'bad',
    'bug',
    'garbage',
    'killer',
    'hangs',
  ])
}

/** A group of which one message is a dead letter would never be whole: such messages are none of a group. */
function gatheredKind(chance: Chance): Kind {
  return chance.is(0.7) ? 'good' : chance.pick(['slow', 'outage', 'stumbles'])
}

function faultOf(chance: Chance): Fault {
  const at = chance.between(0, stormMs)
  const instance = chance.between(0, 2)
  const kind = chance.pick<Fault['kind']>(['kill', 'kill', 'stop', 'add', 'freeze', 'clock', 'away'])
  switch (kind) {
    case 'freeze':
      return { kind, at, instance, ms: chance.between(500, 25_000) }
    case 'clock':
      return { kind, at, instance, ms: chance.pick([-1, 1]) * chance.between(1_000, 3_600_000) }
    case 'away':
      return { kind, at, ms: chance.between(100, 30_000) }
    default:
      return { kind, at, instance }
  }
}
