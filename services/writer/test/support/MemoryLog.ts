import type { datasetsWritten, profilesCleaned } from '@floatchat/contracts/topics'
import { PartitionLog } from '@floatchat/histories/PartitionLog'

/** One partition of `profiles.cleaned` in memory, read by a writer. The database is real. */
export class MemoryLog extends PartitionLog<typeof profilesCleaned, typeof datasetsWritten> {}
