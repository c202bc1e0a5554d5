import type { FileStaged } from '@floatchat/contracts/generated/records'
import { filesStaged, type Outgoing } from '@floatchat/contracts/topics'

/**
 * The file once more on files.staged, where only heavy ones are: it has turned out to be one. The gateway cannot know
 * it, since kilobytes may be millions of levels.
 */
export function asHeavy(file: FileStaged): Outgoing<typeof filesStaged> {
  return { topic: filesStaged, type: 'FileStaged', value: file, weight: 'heavy' }
}
