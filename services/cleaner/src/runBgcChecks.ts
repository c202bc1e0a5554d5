import { bbp700 } from './checks/bbp700.ts'
import { chlorophyllSpike } from './checks/chlorophyllSpike.ts'
import type { JudgedProfile } from './JudgedProfile.ts'
import type { Steps } from './Steps.ts'
import type { Workspace } from './Workspace.ts'

/** Tests 62 and 63. No Argo profile file says the parking pressure, so hooks cannot be told yet. */
export function* runBgcChecks(judged: JudgedProfile, workspace: Workspace): Steps {
  const { levels, profile } = judged
  for (const { as, pressure, values, marks } of judged.parameters) {
    if (as === 'BBP700' && pressure !== undefined) {
      yield* bbp700(values, pressure.values, levels, profile.direction === 'A', null, marks, workspace.medd)
    } else if (as === 'CHLA') {
      yield* chlorophyllSpike(values, levels, marks, workspace.medd.sorted)
    }
  }
}
