import type { profilesCleaned, profilesParsed } from '@floatchat/contracts/topics'
import type { Stage } from '@floatchat/stage/Stage'
import type { Cleaner, CleanerOptions } from './Cleaner.ts'
import { cleanProfile } from './cleanProfile.ts'
import { closeRun } from './closeRun.ts'
import { giveUpAbandoned } from './heldRuns.ts'
import { ProfileJudge } from './ProfileJudge.ts'
import { RunTallies } from './RunTallies.ts'

/**
 * The cleaner's job: each ProfileParsed becomes a ProfileCleaned, with the verdict of the quality tests beside the
 * profile as it was; each FileParsed a FileCleaned, with what failed in the run by test and parameter.
 */
export function createCleaner(
  options: CleanerOptions,
): Pick<Stage<typeof profilesParsed, typeof profilesCleaned>, 'handle' | 'idle' | 'forget'> {
  const { runAbandonMs, onStep: step = () => {} } = options
  const cleaner: Cleaner = { options, step, runs: new RunTallies(), judge: new ProfileJudge(options) }
  return {
    async *handle(message, context) {
      step('give up idle')
      giveUpAbandoned(cleaner.runs, runAbandonMs, context, message)
      if (message.type === 'ProfileParsed') yield* cleanProfile(cleaner, message.value, message, context)
      else yield* closeRun(cleaner, message.value, context)
    },
    // What comes gives up what was abandoned before it; where nothing comes, the time does.
    idle: (context) => giveUpAbandoned(cleaner.runs, runAbandonMs, context),
    forget: (partition) => cleaner.runs.forget(partition),
  }
}
