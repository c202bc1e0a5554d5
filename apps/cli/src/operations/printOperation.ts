import { askPatiently } from '../ingest/askGateway.ts'
import type { Gateway } from '../ingest/uploadFile.ts'
import { printTable } from '../printTable.ts'
import { counted } from '../text/counted.ts'
import { terminalWidth } from '../text/terminalWidth.ts'
import { timeText } from '../text/timeText.ts'
import { wrapText } from '../text/wrapText.ts'
import { changes as changesSchema, type Operation, operationFiles, progressText, requestText } from './Operation.ts'

/** Rows and files that are spelled out. */
const shown = 100

/** Says what an operation is, how far it came, which files it left, and what it changed. */
export async function printOperation(gateway: Gateway, operation: Operation): Promise<void> {
  const { operation_id: id, kind, requested_by, because, requested_at, ended_at, files } = operation
  const say = (text: string) => console.log(wrapText(text, terminalWidth()))
  say(`${kind} ${requestText(operation)}: ${progressText(operation)}`)
  const end = ended_at === null ? '' : `, ended ${timeText(ended_at)}`
  say(`operation ${id}, asked for by ${requested_by} ${timeText(requested_at)}${end}`)
  if (because !== null) say(because)
  if (files.failed + files.missing + files.withdrawn > 0) {
    const question = { path: `/api/v1/operations/${id}/files?limit=${shown}` }
    const left = (await askPatiently(gateway, question, operationFiles)).files
    console.log('')
    for (const { dataset_id, filename, state, reason } of left.filter((each) => each.reason !== null))
      say(`dataset ${dataset_id}, ${filename ?? 'a file'}: ${state}. ${reason}`)
  }
  const question = { path: `/api/v1/operations/${id}/changes?limit=${shown}` }
  const { changes, total } = await askPatiently(gateway, question, changesSchema)
  console.log('')
  if (total === 0) {
    say('Nothing has changed.')
    return
  }
  printTable(
    ['float', 'parameter', 'test', 'profiles', 'added', 'gone', 'changed'],
    changes.map((each) => [
      each.platform_number,
      each.parameter ?? '',
      each.test ?? (each.test_bit === null ? '' : String(each.test_bit)),
      ...[each.profiles, each.added, each.gone, each.changed].map((count) => count.toLocaleString('en')),
    ]),
  )
  if (total > changes.length) say(`and ${counted(total - changes.length, 'row')} more: --json has all`)
}
