import { counted } from '../text/counted.ts'
import type { Ingested } from './ingestFiles.ts'
import { faultOf, outcomeOf } from './outcomeOf.ts'

/** `5,230 files in the database, 48 not taken (46 technical or trajectory, 2 cut short); 9,562 profiles; 58 s` */
export function sumUp({ results, onTheirWay, unsent, seconds }: Ingested): string {
  const byOutcome = Map.groupBy(results, outcomeOf)
  const of = (...outcomes: Parameters<typeof byOutcome.get>[0][]) =>
    outcomes.flatMap((outcome) => byOutcome.get(outcome) ?? [])
  const refused = of('not taken')
  const faults = [...Map.groupBy(refused, (result) => faultOf(result) ?? 'refused')]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([fault, files]) => `${files.length.toLocaleString('en')} ${fault}`)
  const only = (count: number, words: string) => (count === 0 ? [] : [`${count.toLocaleString('en')} ${words}`])
  const taken = of('in the database', 'newer held', 'meta-data').length
  const passed = of('newer held').length
  const files = [
    `${counted(taken, 'file')} in the database${passed === 0 ? '' : ` (${passed.toLocaleString('en')} with newer versions held)`}`,
    ...only(of('held already').length, 'held already'),
    ...only(refused.length, `not taken: ${faults.join(', ')}`),
  ]
  const sent = results.filter((result) => result.sent)
  const profiles = sent.reduce((sum, { profiles_ingested }) => sum + (profiles_ingested ?? 0), 0)
  return [
    files.join(', '),
    ...only(of('failed').length, 'failed'),
    ...only(onTheirWay, 'sent and on their way'),
    ...only(unsent, 'not sent'),
    counted(profiles, 'profile'),
    `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds).toLocaleString('en')} s`,
  ].join('; ')
}
