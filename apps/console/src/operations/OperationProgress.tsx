import type { Operation } from '../api/generated/openApi.ts'
import { Progress } from '../ui/Progress.tsx'

/** How many of an operation's files have ended, one way or another. */
export function OperationProgress({ operation: { files, state } }: { operation: Operation }) {
  const ended = files.total - files.waiting - files.sent
  const tone = state === 'done' ? (files.failed + files.missing > 0 ? 'bad' : 'good') : undefined
  return (
    <Progress
      value={files.total === 0 ? 100 : (100 * ended) / files.total}
      label="Files done"
      {...(tone === undefined ? {} : { tone })}
    />
  )
}
