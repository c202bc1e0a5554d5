import { bbp700 } from './checks/bbp700.ts'
import { chlorophyllSpike } from './checks/chlorophyllSpike.ts'
import type { JudgedProfile } from './JudgedProfile.ts'
import type { Steps } from './Steps.ts'
import type { Workspace } from './Workspace.ts'

/** Tests 62 and 63. Parking hooks are looked for where the mission's parking pressure is known, which is not here. */
export function* runBgcChecks(judged: JudgedProfile, workspace: Workspace): Steps {
  const { levels } = judged
  for (const { as, pressure, values, marks } of judged.parameters) {
    if (as === 'BBP700' && pressure !== undefined) {
      yield* bbp700(values, pressure.values, levels, marks, workspace.medd)
    } else if (as === 'CHLA') {
      yield* chlorophyllSpike(values, levels, marks, workspace.medd.sorted)
    }
  }
}
