import type { OriginVersion } from '@floatchat/db/profiles/readOrigin'

type Compared = Pick<
  OriginVersion,
  | 'data_mode'
  | 'date_update'
  | 'level_count'
  | 'value_count'
  | 'flag_count'
  | 'content_sha256'
  | 'verdict_sha256'
  | 'raw_file_sha256'
  | 'is_active'
>

const isMode = (mode: 'D' | 'A', { data_mode }: Compared) => Number(data_mode === mode)
const updated = ({ date_update }: Compared) => date_update ?? Number.NEGATIVE_INFINITY

/** The order of versions of different files (decision 16), each step with what is said of the lesser one. */
const steps: readonly (readonly [(of: Compared) => number, string])[] = [
  [(of) => isMode('D', of), 'It is not of delayed mode, and the one that is shown is.'],
  [updated, 'Its DATE_UPDATE is older.'],
  [(of) => isMode('A', of), 'It is of real time, and the one that is shown is adjusted.'],
  [({ level_count }) => level_count, 'It has values at fewer levels.'],
  [({ value_count }) => value_count, 'It has fewer values.'],
  [({ flag_count }) => flag_count, 'It has fewer flags.'],
]

/** Why another version of a profile is not the one that is shown, in a sentence. */
export function whyNotShown(other: Compared, shown: Compared | undefined): string {
  if (!other.is_active) return 'Its dataset was withdrawn.'
  if (shown === undefined) return 'Its levels are not at hand: its file is being read again.'
  for (const [measure, sentence] of steps) {
    const [a, b] = [measure(other), measure(shown)]
    if (a < b) return sentence
    if (a > b) return 'It is better than the one that is shown, which goes as soon as its file has been read again.'
  }
  const isSame = other.content_sha256 === shown.content_sha256 && other.verdict_sha256 === shown.verdict_sha256
  return isSame
    ? 'It is the very same: one of the two files has it, by the digests of the files.'
    : 'Nothing tells the two apart but the digests of their contents, of which the greater is shown.'
}
