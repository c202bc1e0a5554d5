import { createLogger } from '@floatchat/service/logger'
import type { StageContext } from '@floatchat/stage/Stage'
import type { createWriter } from '@floatchat/writer/handle'
import type { Message } from '@floatchat/writer/runs/Message'

/** Messages in one fetch from the broker: about a megabyte of core profiles. */
const batch = 20

/** Hands a writer the messages of one partition, as the stage does. Returns the seconds it took. */
export async function feed(writer: ReturnType<typeof createWriter>, messages: Iterable<Message>): Promise<number> {
  const nothing = () => {}
  const context: StageContext = {
    partition: 0,
    signal: new AbortController().signal,
    log: createLogger('writer', 'silent'),
    weight: 'light',
    traceparent: '',
    hold: nothing,
    release: nothing,
    rewind: () => {
      throw new Error('nothing here can be read again')
    },
    deadLetter: async (_message, error) => {
      throw error
    },
    progress: nothing,
  }
  let written = 0
  const started = performance.now()
  let count = 0
  for (const message of messages) {
    for await (const _event of writer.handle(message, context)) written += 1
    count += 1
    if (count % batch === 0) for await (const _event of writer.flush(context)) written += 1
  }
  for await (const _event of writer.flush(context)) written += 1
  const seconds = (performance.now() - started) / 1000
  if (written === 0) throw new Error('the writer wrote nothing')
  return seconds
}
