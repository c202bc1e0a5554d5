import { z } from 'zod'

const files = z.object({
  total: z.number(),
  succeeded: z.number(),
  failed: z.number(),
  missing: z.number(),
  withdrawn: z.number(),
  sent: z.number(),
  waiting: z.number(),
})

/** An operation as the gateway tells of it. */
export const operation = z.looseObject({
  operation_id: z.string(),
  kind: z.string(),
  request: z.record(z.string(), z.unknown()),
  state: z.string(),
  requested_by: z.string(),
  because: z.string().nullable(),
  requested_at: z.string(),
  ended_at: z.string().nullable(),
  files,
})
export type Operation = z.output<typeof operation>

/** What it changed, and which of its files could not be read again. */
export const changes = z.object({
  changes: z.array(
    z.object({
      platform_number: z.string(),
      parameter: z.string().nullable(),
      test: z.string().nullable(),
      test_bit: z.number().nullable(),
      profiles: z.number(),
      added: z.number(),
      gone: z.number(),
      changed: z.number(),
    }),
  ),
  total: z.number(),
})
export const operationFiles = z.object({
  files: z.array(
    z.object({
      dataset_id: z.number(),
      filename: z.string().nullable(),
      object_key: z.string().nullable(),
      state: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  total: z.number(),
})

/** How far it is: `running, 1,200 of 5,000 files, 3 failed`. */
export function progressText({ state, files: { total, succeeded, failed, missing, withdrawn } }: Operation): string {
  const left = [
    ...(failed > 0 ? [`${failed.toLocaleString('en')} failed`] : []),
    ...(missing > 0 ? [`${missing.toLocaleString('en')} missing`] : []),
    ...(withdrawn > 0 ? [`${withdrawn.toLocaleString('en')} withdrawn`] : []),
  ]
  return [
    state,
    `${succeeded.toLocaleString('en')} of ${total.toLocaleString('en')} ${total === 1 ? 'file' : 'files'}`,
    ...left,
  ].join(', ')
}

/** Which files were meant: `float 1901393, read_before 2`. */
export function requestText({ request }: Operation): string {
  const words = Object.entries(request).map(([name, value]) => {
    if (name === 'all') return 'all'
    if (Array.isArray(value)) return value.length > 3 ? `${value.length} ${name}` : `${name} ${value.join(', ')}`
    return name === 'grey_list' ? 'of another grey list' : `${name} ${String(value)}`
  })
  return words.join(', ')
}
