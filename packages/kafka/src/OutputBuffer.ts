import type { EncodedMessage, StageProducer } from './openProducer.ts'

/** What a message costs beside its value: key, headers, framing. An estimate that errs high. */
const overheadBytes = 400

/**
 * Gathers output messages into batches bounded by bytes. While one batch is on its way to the broker the
 * next is gathered; it is sent only when the one before is acknowledged, so order is kept.
 */
export class OutputBuffer {
  readonly #producer: StageProducer
  readonly #maxBytes: number
  #messages: EncodedMessage[] = []
  #bytes = 0
  #inFlight: Promise<void> = Promise.resolve()

  /** `maxBytes` is of uncompressed values and must leave the broker's `max.message.bytes` some room. */
  constructor(producer: StageProducer, maxBytes: number) {
    this.#producer = producer
    this.#maxBytes = maxBytes
  }

  /** Takes a message; waits where a full batch must first make room. */
  async add(message: EncodedMessage): Promise<void> {
    const size = (message.value?.length ?? 0) + overheadBytes
    if (this.#messages.length > 0 && this.#bytes + size > this.#maxBytes) await this.#dispatch()
    this.#messages.push(message)
    this.#bytes += size
  }

  /** Resolves when everything taken so far is acknowledged; throws what kept it from that. */
  async settle(): Promise<void> {
    if (this.#messages.length > 0) await this.#dispatch()
    await this.#inFlight
  }

  /** Gives up what is not acknowledged: the caller will make it again. */
  async reset(): Promise<void> {
    this.#messages = []
    this.#bytes = 0
    await this.#inFlight.catch(() => undefined)
    this.#inFlight = Promise.resolve()
  }

  async #dispatch(): Promise<void> {
    await this.#inFlight
    const batch = this.#messages
    this.#messages = []
    this.#bytes = 0
    this.#inFlight = this.#producer.send(batch)
    // Whoever awaits next gets the error; until then it must not count as unhandled.
    this.#inFlight.catch(() => undefined)
  }
}
