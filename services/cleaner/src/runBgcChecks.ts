import { bbp700 } from './checks/bbp700.ts'
import { chlorophyllSpike } from './checks/chlorophyllSpike.ts'
import type { JudgedProfile } from './JudgedProfile.ts'
import type { Workspace } from './Workspace.ts'

/** Tests 62 and 63. No Argo profile file says the parking pressure, so hooks cannot be told yet. */
export function runBgcChecks(judged: JudgedProfile, workspace: Workspace): void {
  const { levels, profile } = judged
  for (const { as, pressure, values, marks } of judged.parameters) {
    if (as === 'BBP700' && pressure !== undefined) {
      bbp700(values, pressure.values, levels, profile.direction === 'A', null, marks, workspace.bbp700)
    } else if (as === 'CHLA') {
      chlorophyllSpike(values, levels, marks, workspace.bbp700.sorting)
    }
  }
}
