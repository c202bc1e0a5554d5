import type { DatasetWritten } from '@floatchat/contracts/generated/records'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import { createLogger } from '@floatchat/service/logger'
import type { Progress, StageContext } from '@floatchat/stage/Stage'
import type { createWriter } from '../../src/handle.ts'
import type { Message } from '../../src/runs/Message.ts'

type Stage = ReturnType<typeof createWriter>

/**
 * One partition of `profiles.cleaned` in memory, and what a stage does with it: holds, rewinds, flushes,
 * outages and dead letters as in packages/stage, and crashes where a test wants one. The database is real.
 */
export class MemoryLog {
  readonly events: DatasetWritten[] = []
  readonly deadLetters: { readonly message: Message; readonly error: IngestionError }[] = []
  readonly progress: Progress[] = []
  outages = 0
  faults = 0
  rewinds = 0
  committed = 0n
  readonly #messages: Message[] = []
  readonly #partition: number
  #holds = new Map<string, bigint>()
  #next = 0n
  #revoked = false
  #rewindTo: bigint | undefined

  constructor(partition = 0) {
    this.#partition = partition
  }

  append(messages: Iterable<Message>): void {
    for (const message of messages) {
      this.#messages.push({ ...message, partition: this.#partition, offset: BigInt(this.#messages.length) })
    }
  }

  get lag(): number {
    return this.#messages.length - Number(this.committed)
  }

  /** The partition is taken away: the message at hand is handled to its end, and nothing is committed. */
  revoke(): void {
    this.#revoked = true
  }

  /** The process died: what it knew is gone, what was committed is not. */
  crash(): void {
    this.#revoked = false
    this.#holds.clear()
    this.#next = this.committed
  }

  /**
   * Hands the stage batches until everything is handled, or until so many messages have been.
   *
   * @param batch messages between two flushes
   */
  async run(
    stage: Stage,
    { batch = 1_000, messages = Number.POSITIVE_INFINITY }: { batch?: number; messages?: number } = {},
  ): Promise<void> {
    let left = messages
    do {
      for (let taken = 0; taken < batch && left > 0 && this.#rewindTo === undefined; taken += 1) {
        const message = this.#messages[Number(this.#next)]
        if (message === undefined) break
        if (this.#revoked) return
        await this.#take(stage, message)
        this.#next += 1n
        left -= 1
      }
      // A crash in the middle of a batch comes before its flush.
      if (left <= 0 || this.#revoked) return
      if (!(await this.#rewound(stage))) {
        try {
          await this.#untilDone(async () => this.#gather(stage.flush(this.#context())))
        } catch {
          // The batch is read again from what is committed, as the stage does.
          this.#rewindTo = this.committed
        }
        if (this.#revoked) return
        if (!(await this.#rewound(stage))) this.#commit()
      }
    } while (this.#next < BigInt(this.#messages.length))
  }

  async #rewound(stage: Stage): Promise<boolean> {
    if (this.#rewindTo === undefined) return false
    this.rewinds += 1
    if (this.rewinds > 200) throw new Error('the stage reads its partition again and again')
    await stage.forget(this.#partition)
    this.#holds.clear()
    this.#next = this.#rewindTo
    this.#rewindTo = undefined
    return true
  }

  #commit(): void {
    this.committed = lowest([...this.#holds.values(), this.#next])
  }

  async #take(stage: Stage, message: Message): Promise<void> {
    try {
      await this.#untilDone(async () => this.#gather(stage.handle(message, this.#context())))
    } catch (error) {
      this.deadLetters.push({ message, error: error as IngestionError })
    }
  }

  /** Outages are waited out; what nobody foresaw is tried three times. */
  async #untilDone(work: () => Promise<void>): Promise<void> {
    for (let faults = 0; ; ) {
      try {
        await work()
        return
      } catch (error) {
        if (error instanceof IngestionError ? !error.retryable : ++faults >= 3) throw error
        if (error instanceof IngestionError) this.outages += 1
        else this.faults += 1
        await new Promise((resolve) => setTimeout(resolve, error instanceof IngestionError ? 20 : 0))
      }
    }
  }

  async #gather(outputs: AsyncIterable<{ readonly value: DatasetWritten }>): Promise<void> {
    for await (const { value } of outputs) this.events.push(value)
  }

  #context(): StageContext {
    return {
      partition: this.#partition,
      signal: new AbortController().signal,
      log: createLogger('writer', 'silent'),
      weight: 'light',
      traceparent: '00-00000000000000000000000000000001-0000000000000001-01',
      hold: (name, { offset }) => {
        const held = this.#holds.get(name)
        if (held === undefined || offset < held) this.#holds.set(name, offset)
      },
      release: (name) => this.#holds.delete(name),
      rewind: (name) => {
        if (!this.#holds.has(name)) return
        this.#rewindTo = lowest([...this.#holds.values()])
      },
      deadLetter: async (message, error) => {
        // The writer gives back what it was given.
        this.deadLetters.push({ message: message as Message, error: error as IngestionError })
      },
      progress: (progress) => this.progress.push(progress),
    }
  }
}

function lowest(offsets: bigint[]): bigint {
  return offsets.toSorted((a, b) => Number(a - b))[0] ?? 0n
}
