import type { TestCount } from '@floatchat/contracts/generated/records'
import type { Outgoing, profilesCleaned, profilesParsed } from '@floatchat/contracts/topics'
import type { Received } from '@floatchat/stage/Stage'
import type { JudgeOptions, ProfileJudge } from './ProfileJudge.ts'
import type { RunTallies } from './RunTallies.ts'

export interface CleanerOptions extends JudgeOptions {
  /** Digest of the grey list as it is now; undefined where there is none. */
  readonly greyListSha256?: () => string | undefined
  /** A run of which nothing came for so long is given up, milliseconds. */
  readonly runAbandonMs: number
  /** Told what failed in each file, once its run is closed. */
  readonly onCounts?: (counts: readonly TestCount[]) => void
  /** Told of each step before it is done. What it throws is as if the step had failed: for tests of what comes of that. */
  readonly onStep?: (step: CleanerStep) => void
}

/** The steps over a message, in their order. */
export type CleanerStep =
  | 'give up idle'
  | 'open'
  | 'judge'
  | 'send'
  | 'count'
  | 'progress'
  | 'close'
  | 'tell'
  | 'release'

/** What the cleaner has between one message and the next. */
export interface Cleaner {
  readonly options: CleanerOptions
  readonly runs: RunTallies
  readonly judge: ProfileJudge
  readonly step: (step: CleanerStep) => void
}

export type Message = Received<typeof profilesParsed>
export type Output = Outgoing<typeof profilesCleaned>
