import type { FileId, JobId, RunId } from '@floatchat/contracts/ids'
import type { profilesCleaned } from '@floatchat/contracts/topics'
import type { Received } from '@floatchat/stage/Stage'

export type Message = Received<typeof profilesCleaned>
export type ClosingMessage = Message & { readonly type: 'FileCleaned' }
/** A file is taken out, brought back or gone for good: no part of a run. */
export type WithdrawalMessage = Message & { readonly type: 'FileWithdrawn' | 'FileRestored' | 'FilePurged' }
export type RunMessage = Exclude<Message, { readonly type: WithdrawalMessage['type'] }>
export type ProfileMessage = Exclude<RunMessage, { readonly type: 'FileCleaned' }>

export function isWithdrawal(message: Message): message is WithdrawalMessage {
  return message.type === 'FileWithdrawn' || message.type === 'FileRestored' || message.type === 'FilePurged'
}

export interface RunIdentity {
  readonly job_id: JobId
  readonly file_id: FileId
  readonly attempt: number
  readonly run_id: RunId
}

export function identityOf(message: RunMessage): RunIdentity {
  if (message.type !== 'FileCleaned') return message.value
  const { file, run_id } = message.value.parsed
  return { job_id: file.job_id, file_id: file.file_id, attempt: file.attempt, run_id }
}
