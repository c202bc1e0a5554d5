import type { Weight } from '@floatchat/contracts/topics'
import type { IHeaders } from 'kafkajs'
import type { RecordIdentity } from './recordIdentity.ts'

/** Headers of this system, so that tools can find the records of a job without decoding them. */
export const header = {
  job: 'floatchat.job-id',
  file: 'floatchat.file-id',
  run: 'floatchat.run-id',
  attempt: 'floatchat.attempt',
  dataset: 'floatchat.dataset-id',
  filename: 'floatchat.filename',
  record: 'floatchat.record',
  weight: 'floatchat.weight',
  redrives: 'floatchat.redrives',
  stage: 'floatchat.stage',
  beganAt: 'floatchat.began-at',
  reasonCode: 'floatchat.reason-code',
  reason: 'floatchat.reason',
  permanent: 'floatchat.permanent',
  leftBehind: 'floatchat.left-behind-bytes',
} as const

/** Headers as text; where a header is given several times, the last counts. */
export type TextHeaders = Readonly<Record<string, string>>

export function textHeaders(headers: IHeaders | undefined): TextHeaders {
  const text: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers ?? {})) {
    const last = Array.isArray(value) ? value.at(-1) : value
    if (last !== undefined) text[name] = last.toString()
  }
  return text
}

/** The weight of the file that a message is of. */
export function weightOf(headers: TextHeaders): Weight {
  return headers[header.weight] === 'heavy' ? 'heavy' : 'light'
}

export function identityHeaders(identity: RecordIdentity): Record<string, string> {
  const headers: Record<string, string> = {}
  if (identity.job_id !== undefined) headers[header.job] = identity.job_id
  if (identity.file_id !== undefined) headers[header.file] = identity.file_id
  if (identity.run_id !== undefined) headers[header.run] = identity.run_id
  if (identity.attempt !== undefined) headers[header.attempt] = String(identity.attempt)
  return headers
}

export function identityOf(headers: TextHeaders): RecordIdentity {
  const attempt = Number(headers[header.attempt])
  const dataset = Number(headers[header.dataset])
  return {
    ...(headers[header.job] === undefined ? {} : { job_id: headers[header.job] }),
    ...(headers[header.file] === undefined ? {} : { file_id: headers[header.file] }),
    ...(headers[header.run] === undefined ? {} : { run_id: headers[header.run] }),
    ...(headers[header.filename] === undefined ? {} : { filename: headers[header.filename] }),
    ...(Number.isInteger(attempt) ? { attempt } : {}),
    ...(Number.isInteger(dataset) && headers[header.dataset] !== undefined ? { dataset_id: dataset } : {}),
  }
}
