import type { StoredProfile } from '@floatchat/db/load/findProfiles'
import { compareTexts, compareVersions, type Version } from './compareVersions.ts'
import type { IncomingProfile } from './IncomingProfile.ts'

/** The file that a profile comes from; the lesser of two that hold the same profile is its owner. */
export interface ProfileFile {
  readonly sha256: string
  readonly fileId: string
}

export interface Candidate {
  readonly profile: IncomingProfile
  readonly file: ProfileFile
}

/** A row to be made. */
export interface Winner {
  /** Whose levels are to be copied, or were: one that has them already, where there is one. */
  readonly levels: IncomingProfile
  /** Whose facts go into the row: those of the latest run. */
  readonly facts: IncomingProfile
  readonly owner: ProfileFile
  readonly replaces: StoredProfile | undefined
}

/** A row that stays, and which a file holds as well. */
export interface Kept {
  readonly stored: StoredProfile
  readonly runId: string
  /** The file that owns it now; undefined where that is as it was. */
  readonly owner: ProfileFile | undefined
}

export interface Resolution {
  readonly winners: readonly Winner[]
  readonly kept: readonly Kept[]
  /** In the database as their file has them. */
  readonly ingested: ReadonlySet<IncomingProfile>
  /** Copied, and not needed: their levels have to go. */
  readonly wasted: readonly IncomingProfile[]
}

interface Judged extends Version {
  readonly verdictSha256: string
  readonly runId: string
}

/**
 * The order of versions, then of verdicts on the same contents: the later run has the later tests.
 * Zero where contents and verdict are the same.
 */
export function compareJudged(a: Judged, b: Judged): number {
  return compareVersions(a, b) || (a.verdictSha256 === b.verdictSha256 ? 0 : compareTexts(a.runId, b.runId))
}

/** Decides, for every profile of some files, which version is to be in the database. */
export function resolveVersions(
  candidates: readonly Candidate[],
  stored: ReadonlyMap<string, StoredProfile>,
): Resolution {
  const winners: Winner[] = []
  const kept: Kept[] = []
  const ingested = new Set<IncomingProfile>()
  const used = new Set<IncomingProfile>()
  for (const [key, rivals] of Map.groupBy(candidates, ({ profile }) => profile.keyText)) {
    const incumbent = stored.get(key)
    const best = rivals.reduce<Judged | undefined>(
      (greatest, { profile }) => (greatest === undefined || compareJudged(profile, greatest) > 0 ? profile : greatest),
      incumbent,
    )
    const holders = rivals.filter(({ profile }) => best !== undefined && compareJudged(profile, best) === 0)
    for (const { profile } of holders) ingested.add(profile)
    const first = holders[0]
    if (first === undefined) continue
    const owner = leastFile(holders)
    const latest = holders.reduce((a, b) => (compareTexts(b.profile.runId, a.profile.runId) > 0 ? b : a)).profile
    if (best === incumbent && incumbent !== undefined) {
      const file = incumbent.file
      const passes = file === null || compareFiles(owner, file) < 0
      if (passes || compareTexts(latest.runId, incumbent.runId) > 0) {
        kept.push({ stored: incumbent, runId: latest.runId, owner: passes ? owner : undefined })
      }
    } else {
      const levels = holders.find(({ profile }) => profile.profileId !== undefined)?.profile ?? first.profile
      used.add(levels)
      winners.push({ levels, facts: latest, owner, replaces: incumbent })
    }
  }
  const wasted = candidates.map(({ profile }) => profile).filter((one) => one.profileId !== undefined && !used.has(one))
  return { winners, kept, ingested, wasted }
}

function leastFile(holders: readonly Candidate[]): ProfileFile {
  return holders.map(({ file }) => file).reduce((a, b) => (compareFiles(b, a) < 0 ? b : a))
}

/** Zero for the same file sent twice: then the one that was first keeps its profiles. */
function compareFiles(a: ProfileFile, b: ProfileFile): number {
  return compareTexts(a.sha256, b.sha256)
}
