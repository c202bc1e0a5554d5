import type { Database } from '@floatchat/db/connectDatabase'
import type { Message } from '../../src/runs/Message.ts'

/** Something that goes wrong at one place: the n-th step of those that pass here, once or for ever. */
export class Fault {
  readonly #at: number
  readonly #forEver: boolean
  readonly #make: () => Error
  #steps = 0
  #place: string | undefined
  /** Whoever looks at what came of it is not to be struck. */
  isOver = false

  constructor(at: number, forEver: boolean, make: () => Error) {
    this.#at = at
    this.#forEver = forEver
    this.#make = make
  }

  /** @param place what tells this step from others when it is done again. */
  step(place: string): void {
    if (this.isOver) return
    this.#steps += 1
    if (this.#steps === this.#at) this.#place = place
    else if (!this.#forEver || this.#place === undefined || this.#place !== place) return
    throw this.#make()
  }

  /** Whether it has struck. */
  get struck(): boolean {
    return this.#place !== undefined
  }
}

const statements = new Set(['any', 'one', 'query', 'maybeOne', 'maybeOneFirst', 'oneFirst', 'anyFirst'])

/** A database at whose statements, before or after they are done, and at whose commits something goes wrong. */
export function faultyDatabase(database: Database, fault: Fault): Database {
  return { ...database, pool: faulty(database.pool, fault) }
}

function faulty<T extends object>(connection: T, fault: Fault): T {
  return new Proxy(connection, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function' || typeof name !== 'string') return member
      if (name === 'transaction') {
        return async (work: (inner: object) => Promise<unknown>) => {
          fault.step('begin')
          const result: unknown = await member.call(target, (inner: object) => work(faulty(inner, fault)))
          fault.step('committed')
          return result
        }
      }
      if (!statements.has(name)) return member
      return async (query: { readonly sql: string }) => {
        // The copies name themselves anew each time.
        const text = query.sql.replaceAll(/\/\*.*\*\//g, '').slice(0, 400)
        fault.step(`before ${text}`)
        const result: unknown = await member.call(target, query)
        fault.step(`after ${text}`)
        return result
      }
    },
  })
}

/** What names a run is read before anything is known of it: without that nobody could tell whose the message is. */
const identity = new Set(['.file', '.parsed', '.parsed.file'])
for (const name of ['job_id', 'file_id', 'run_id', 'attempt', 'filename', 'dataset_id', 'staged_at']) {
  identity.add(`.${name}`)
  identity.add(`.parsed.${name}`)
  identity.add(`.parsed.file.${name}`)
  identity.add(`.file.${name}`)
}
identity.add('.parsed.parsed')
identity.add('.parsed.file.file')
identity.add('.parsed.file.parsed')

/** A message at whose reading something goes wrong. */
export function faultyMessage(message: Message, fault: Fault): Message {
  return { ...message, value: guarded(message.value, '', fault) } as Message
}

function guarded<T extends object>(value: T, path: string, fault: Fault): T {
  return new Proxy(value, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof name === 'symbol' || typeof member === 'function') return member
      if (!identity.has(`${path}.${name}`)) fault.step(`${path}.${name}`)
      return typeof member === 'object' && member !== null && !ArrayBuffer.isView(member)
        ? guarded(member, `${path}.${name}`, fault)
        : member
    },
  })
}
