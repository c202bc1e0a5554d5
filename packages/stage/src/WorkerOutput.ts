import type { Outgoing, Topic } from '@floatchat/contracts/topics'
import { OutputBuffer } from '@floatchat/kafka/OutputBuffer'
import type { EncodedMessage, StageProducer } from '@floatchat/kafka/openProducer'
import { recordIdentity } from '@floatchat/kafka/recordIdentity'
import { type TraceContext, traceparentOf } from '@floatchat/service/trace'
import { FileTraces } from './FileTraces.ts'
import type { Handling } from './Handling.ts'
import { encodeOutgoing, type OutgoingFacts, type StageIo } from './StageIo.ts'

/** Bytes of output gathered into one batch: below the broker's default limit of 1 MiB even if nothing compresses. */
export const outputBatchBytes = 900_000

/** What comes of the messages of a partition, encoded and gathered in order. */
export class WorkerOutput {
  readonly #io: StageIo
  readonly #buffer: OutputBuffer
  readonly #traces = new FileTraces()
  #pending: (() => Promise<void>)[] = []

  constructor(io: StageIo, producer: StageProducer) {
    this.#io = io
    this.#buffer = new OutputBuffer(producer, outputBatchBytes)
  }

  add(message: EncodedMessage): Promise<void> {
    return this.#buffer.add(message)
  }

  /** What progress, rewinding and the like have yet to do among the output; awaited in order. */
  later(work: () => Promise<void>): void {
    this.#pending.push(work)
  }

  /** What is yielded for the file by a later flush belongs to this trace, not to that of the flush. */
  rememberTrace(file: string | undefined, trace: TraceContext): void {
    this.#traces.remember(file, trace)
  }

  /**
   * Takes everything that a handler yields, until that is told to end. What cannot be encoded is told to the handler
   * where it yielded it: in a flush only that knows whose it is.
   */
  async drain(
    outputs: AsyncIterable<Outgoing<Topic>>,
    handling: Handling,
    trace: TraceContext,
    facts: Omit<OutgoingFacts, 'traceparent'> = {},
  ): Promise<void> {
    const { signal } = handling
    /** Several runs over a file may end in one flush. */
    const files = new Set<string | undefined>()
    const encode = async (outgoing: Outgoing<Topic>) => {
      const file = recordIdentity(outgoing.value).file_id
      files.add(file)
      const traceparent = traceparentOf(this.#traces.of(file) ?? trace)
      return encodeOutgoing(this.#io, outgoing, { ...facts, traceparent })
    }
    const iterator = outputs[Symbol.asyncIterator]()
    try {
      let step = await iterator.next()
      while (step.done !== true) {
        const { message, error } = await encode(step.value).then(asMessage, asError)
        if (message === undefined) {
          step = (await iterator.throw?.(error)) ?? (await Promise.reject(error))
          continue
        }
        await this.add(message)
        if (this.#pending.length > 0) await this.#runPending()
        signal.throwIfAborted()
        step = await iterator.next()
      }
      for (const file of files) this.#traces.forget(file)
    } catch (error) {
      await iterator.return?.()
      // What it throws when it is told to end is why it was told.
      throw signal.aborted ? signal.reason : error
    } finally {
      handling.ended()
    }
    await this.#runPending()
  }

  /** Does what is yet to be done, and resolves when everything is acknowledged. */
  async settle(): Promise<void> {
    await this.#runPending()
    await this.acknowledged()
  }

  /** Resolves when everything taken so far is acknowledged. */
  acknowledged(): Promise<void> {
    return this.#buffer.settle()
  }

  /** Gives up what is not acknowledged: it will be made again. */
  async forget(): Promise<void> {
    this.#traces.clear()
    this.#pending = []
    await this.#buffer.reset()
  }

  async #runPending(): Promise<void> {
    const pending = this.#pending
    this.#pending = []
    for (const work of pending) await work()
  }
}

const asMessage = (message: EncodedMessage) => ({ message, error: undefined })
const asError = (error: unknown) => ({ message: undefined, error })
