import type { WithdrawalRequest } from './generated/openApi.ts'
import { request } from './request.ts'

/** Takes a dataset out or brings it back; without a reason it only says what would come of it. */
export function askWithdrawal(
  kind: 'withdraw' | 'restore',
  datasetId: number,
  because: string | undefined,
): Promise<WithdrawalRequest> {
  const body = because === undefined ? { dry_run: true } : { because }
  return request(`/api/v1/datasets/${datasetId}/${kind}`, { method: 'POST', body })
}
