import type { FileStaged } from '@floatchat/contracts/generated/records'
import { filesStaged } from '@floatchat/contracts/topics'
import type { QueuedEvent } from '@floatchat/db/outbox/relayOutbox'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { partitionOfKey } from '@floatchat/kafka/partitionOfKey'
import { withAdmin } from '@floatchat/kafka/withAdmin'
import type { Logger } from '@floatchat/service/logger'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { relayedTopics } from './encodeEvent.ts'
import { type Outlet, openOutlet } from './openOutlet.ts'

/** Where the events of the outbox go. */
export interface RelayOutlet extends Outlet {
  /**
   * The partition that the file of an event will lie in. Where partitions were added since, it is another: then what is
   * sent together is spread over more of them, and nothing else.
   */
  readonly partitionOf: (event: QueuedEvent) => number
}

/** Begins with broker and registry there. */
export async function openRelayOutlet(settings: StageSettings, log: Logger): Promise<RelayOutlet> {
  const clientId = 'floatchat-gateway-relay'
  const topic = settings.TOPIC_PREFIX + filesStaged.name
  const { topics } = await withAdmin(connectKafka(settings, clientId, log), (admin) =>
    admin.fetchTopicMetadata({ topics: [topic] }),
  )
  const partitions = topics[0]?.partitions.length ?? 1
  const outlet = await openOutlet(settings, log, clientId, relayedTopics)
  // As it was put in, from a record of the topic.
  const partitionOf = ({ record }: QueuedEvent) => partitionOfKey((record as FileStaged).file_id, partitions, 'light')
  return { ...outlet, partitionOf }
}
