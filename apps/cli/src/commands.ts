import type { Command } from './Command.ts'

/** Commands by name, each loaded when it is called. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>

export const commands: Commands = {
  setup: async () => (await import('./commands/setup.ts')).setup,
  env: async () => (await import('./commands/env.ts')).env,
  token: async () => (await import('./commands/token.ts')).token,
  key: async () => (await import('./commands/key.ts')).key,
  ingest: async () => (await import('./commands/ingest.ts')).ingest,
  sync: async () => (await import('./commands/sync.ts')).sync,
  mirror: async () => (await import('./commands/mirror.ts')).mirror,
  accept: async () => (await import('./commands/accept.ts')).accept,
  jobs: async () => (await import('./commands/jobs.ts')).jobs,
  job: async () => (await import('./commands/job.ts')).job,
  datasets: async () => (await import('./commands/datasets.ts')).datasets,
  audit: async () => (await import('./commands/audit.ts')).audit,
  float: async () => (await import('./commands/float.ts')).float,
  export: async () => (await import('./commands/export.ts')).exportDataset,
  withdraw: async () => (await import('./commands/withdrawals.ts')).withdraw,
  restore: async () => (await import('./commands/withdrawals.ts')).restore,
  purge: async () => (await import('./commands/withdrawals.ts')).purge,
  withdrawals: async () => (await import('./commands/withdrawals.ts')).withdrawals,
  topics: async () => (await import('./commands/topics.ts')).topics,
  database: async () => (await import('./commands/database.ts')).database,
  schemas: async () => (await import('./commands/schemas.ts')).schemas,
  lag: async () => (await import('./commands/lag.ts')).lag,
  dlq: async () => (await import('./commands/dlq.ts')).dlq,
  origin: async () => (await import('./commands/origin.ts')).origin,
  reprocess: async () => (await import('./commands/reprocess.ts')).reprocess,
  operations: async () => (await import('./commands/operations.ts')).operations,
  operation: async () => (await import('./commands/operation.ts')).operation,
  replay: async () => (await import('./commands/replay.ts')).replay,
  rebuild: async () => (await import('./commands/rebuild.ts')).rebuild,
  groups: async () => (await import('./commands/groups.ts')).groups,
}
