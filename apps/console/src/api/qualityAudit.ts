import type { AuditQualityTestsAnswer } from './generated/openApi.ts'
import { request, respond } from './request.ts'

const path = '/api/v1/quality-tests/audit'

export const readQualityAudit = (signal?: AbortSignal): Promise<AuditQualityTestsAnswer> => request(path, { signal })

/** Its rows as CSV. */
export async function qualityAuditCsv(): Promise<Blob> {
  return (await respond(path, { query: { format: 'csv' } })).blob()
}
