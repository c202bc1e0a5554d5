import type { StoredProfile } from '@floatchat/db/profiles/findProfiles'
import { type ProfileKey, profileKeyText } from '@floatchat/db/profiles/ProfileKey'
import type { KnownVersion } from '@floatchat/db/versions/findVersions'
import { compareTexts, compareVersions, isSame, type Version } from './compareVersions.ts'
import type { FileHome } from './decideHomes.ts'
import type { IncomingProfile } from './IncomingProfile.ts'

/** A file that is written now. */
export interface IncomingFile {
  readonly sha256: string
  readonly fileId: string
  readonly home: FileHome
  readonly profiles: readonly IncomingProfile[]
}

/** What the database knows of all profiles in question. */
export interface Known {
  /** Every profile in question, by `profileKeyText`. */
  readonly keys: ReadonlyMap<string, ProfileKey>
  /** All versions of these profiles, of whichever held file. */
  readonly known: readonly KnownVersion[]
  /** What is shown of these profiles, by `profileKeyText`. */
  readonly stored: ReadonlyMap<string, StoredProfile>
}

/** The dataset that a row is counted to: one that is there, or that of a file written now. */
export type Owner = { readonly datasetId: number } | { readonly fileId: string }
/** The dataset that a profile of an owner comes into. */
export type DatasetOf = (owner: Owner) => number

/** A row to be made. */
export interface Winner {
  /** Whose levels are to be copied, or were: one that has them already, where there is one. */
  readonly levels: IncomingProfile
  /** Whose facts go into the row: those of the latest run. */
  readonly facts: IncomingProfile
  readonly owner: Owner
  readonly replaces: StoredProfile | undefined
}

/** A row that stays, with the latest run that found it so, and the dataset it is counted to now. */
export interface Kept {
  readonly key: ProfileKey
  readonly stored: StoredProfile
  readonly version: Version
  readonly owner: Owner
}

export interface Resolution {
  readonly winners: readonly Winner[]
  readonly kept: readonly Kept[]
  /** Rows of which no file holds the profile any more. */
  readonly gone: readonly { readonly key: ProfileKey; readonly stored: StoredProfile }[]
  /** In the database as their file has them. */
  readonly ingested: ReadonlySet<IncomingProfile>
  /** Of the files written now those that are shown and counted to their file. */
  readonly shown: ReadonlySet<IncomingProfile>
  /** Recorded versions that are shown now and were not, or the other way round. */
  readonly changed: readonly KnownVersion[]
  /** Datasets with a version better than what can be shown, whose levels have to be read again. */
  readonly wanted: ReadonlySet<number>
  /** Copied, and not needed: their levels have to go. */
  readonly wasted: readonly IncomingProfile[]
}

interface Candidate {
  readonly version: Version
  readonly sha256: string
  readonly owner: Owner
  readonly profile: IncomingProfile | undefined
  readonly known: KnownVersion | undefined
}

/**
 * Decides, for every profile of some files and every other in question (one that they held before, or that a file held
 * which is withdrawn now), what is to be in the database: of all versions in held files the best, or the best of which
 * the levels are at hand.
 */
export function resolveVersions(files: readonly IncomingFile[], { keys, known, stored }: Known): Resolution {
  const winners: Winner[] = []
  const kept: Kept[] = []
  const gone: { key: ProfileKey; stored: StoredProfile }[] = []
  const ingested = new Set<IncomingProfile>()
  const shown = new Set<IncomingProfile>()
  const changed: KnownVersion[] = []
  const wanted = new Set<number>()
  const used = new Set<IncomingProfile>()

  for (const [text, { key, candidates, incoming }] of byKey(files, keys, known)) {
    const there = stored.get(text)
    const isAtHand = (version: Version) =>
      incoming.some((profile) => isSame(profile, version)) || (there !== undefined && isSame(there, version))
    const best = greatest(candidates)
    const chosen = greatest(candidates.filter(({ version }) => isAtHand(version)))
    if (best?.known !== undefined && !isAtHand(best.version)) wanted.add(best.known.datasetId)
    const alike = candidates.filter(({ version }) => chosen !== undefined && isSame(version, chosen.version))
    const owner = alike.reduce<Candidate | undefined>((a, b) => (a === undefined || isBefore(b, a) ? b : a), undefined)
    for (const { known: one } of candidates) {
      if (one !== undefined && one.isShown !== (one === owner?.known)) changed.push({ ...one, isShown: !one.isShown })
    }
    if (chosen === undefined || owner === undefined) {
      if (there !== undefined) gone.push({ key, stored: there })
      continue
    }
    if (owner.profile !== undefined) shown.add(owner.profile)
    const holders = incoming.filter((profile) => isSame(profile, chosen.version))
    for (const profile of holders) ingested.add(profile)
    const [first] = holders
    if (there !== undefined && isSame(there, chosen.version)) {
      kept.push({ key, stored: there, version: chosen.version, owner: owner.owner })
    } else if (first !== undefined) {
      const levels = holders.find(({ profileId }) => profileId !== undefined) ?? first
      used.add(levels)
      const facts = holders.reduce((a, b) => (compareTexts(b.runId, a.runId) > 0 ? b : a))
      winners.push({ levels, facts, owner: owner.owner, replaces: there })
    }
  }
  const wasted = files.flatMap(({ profiles }) =>
    profiles.filter((one) => one.profileId !== undefined && !used.has(one)),
  )
  return { winners, kept, gone, ingested, shown, changed, wanted, wasted }
}

interface Rivals {
  readonly key: ProfileKey
  readonly candidates: Candidate[]
  /** Of the files written now, also of those that decide nothing. */
  readonly incoming: IncomingProfile[]
}

function byKey(
  files: readonly IncomingFile[],
  keys: ReadonlyMap<string, ProfileKey>,
  known: readonly KnownVersion[],
): Map<string, Rivals> {
  const all = new Map<string, Rivals>()
  const decided = new Set(files.flatMap(({ sha256, home }) => (home.isDeciding ? [sha256] : [])))
  for (const [text, key] of keys) all.set(text, { key, candidates: [], incoming: [] })
  const of = (key: ProfileKey, text: string): Rivals => {
    let rivals = all.get(text)
    if (rivals === undefined) {
      rivals = { key, candidates: [], incoming: [] }
      all.set(text, rivals)
    }
    return rivals
  }
  for (const version of known) {
    const { key, sha256, datasetId } = version
    const rivals = of(key, profileKeyText(key))
    // What a file was found to hold before, and is read anew now, only names a key that may vanish.
    if (decided.has(sha256)) continue
    rivals.candidates.push({ version, sha256, owner: { datasetId }, profile: undefined, known: version })
  }
  for (const file of files) {
    const { sha256, home } = file
    const owner = ownerOf(file)
    for (const profile of file.profiles) {
      const rivals = of(profile.key, profile.keyText)
      rivals.incoming.push(profile)
      if (!home.isDeciding || !home.isHeld) continue
      rivals.candidates.push({ version: profile, sha256, owner, profile, known: undefined })
    }
  }
  return all
}

/** The dataset that has, or is to have, the versions of a file. */
export function ownerOf({ fileId, home: { datasetId } }: IncomingFile): Owner {
  return datasetId === undefined ? { fileId } : { datasetId }
}

function greatest(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, one) => (best === undefined || compareVersions(one.version, best.version) > 0 ? one : best),
    undefined,
  )
}

/** Of two files that hold the very same profile the one with the lesser digest has it; in one file the first. */
function isBefore(a: Candidate, b: Candidate): boolean {
  const order = compareTexts(a.sha256, b.sha256)
  return order < 0 || (order === 0 && numberOf(a) < numberOf(b))
}

function numberOf({ profile, known }: Candidate): number {
  return profile?.number ?? known?.number ?? 0
}
