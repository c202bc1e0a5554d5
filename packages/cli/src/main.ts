/** The `floatchat` command: a table of names, each command in a file of its own. */
import { type Command, UsageError } from './Command.ts'
import { loadEnvironmentFile } from './loadEnvironmentFile.ts'
import { nearestWord } from './nearestWord.ts'

// Loaded when called: most commands need little, and `token` should not wait for a Kafka client.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  up: async () => (await import('./commands/up.ts')).up,
  down: async () => (await import('./commands/down.ts')).down,
  setup: async () => (await import('./commands/setup.ts')).setup,
  status: async () => (await import('./commands/status.ts')).status,
  env: async () => (await import('./commands/env.ts')).env,
  token: async () => (await import('./commands/token.ts')).token,
  ingest: async () => (await import('./commands/ingest.ts')).ingest,
  sync: async () => (await import('./commands/sync.ts')).sync,
  jobs: async () => (await import('./commands/jobs.ts')).jobs,
  job: async () => (await import('./commands/job.ts')).job,
  datasets: async () => (await import('./commands/datasets.ts')).datasets,
  float: async () => (await import('./commands/float.ts')).float,
  export: async () => (await import('./commands/export.ts')).exportDataset,
  logs: async () => (await import('./commands/logs.ts')).logs,
  topics: async () => (await import('./commands/topics.ts')).topics,
  database: async () => (await import('./commands/database.ts')).database,
  schemas: async () => (await import('./commands/schemas.ts')).schemas,
  lag: async () => (await import('./commands/lag.ts')).lag,
  dlq: async () => (await import('./commands/dlq.ts')).dlq,
  replay: async () => (await import('./commands/replay.ts')).replay,
  rebuild: async () => (await import('./commands/rebuild.ts')).rebuild,
  groups: async () => (await import('./commands/groups.ts')).groups,
  start: async () => (await import('./commands/start.ts')).start,
}

const [name = 'help', ...words] = process.argv.slice(2)
loadEnvironmentFile()
process.exitCode = await main(name, words)

async function main(command: string, rest: readonly string[]): Promise<number> {
  const load = commands[command]
  if (load === undefined || rest.includes('--help')) return help(command)
  const { run, usage } = await load()
  try {
    return await run(rest)
  } catch (error) {
    if (error instanceof UsageError || isParseError(error)) {
      console.error(`${error.message}\nusage: ./floatchat ${usage}`)
      return 2
    }
    console.error(process.env.DEBUG ? error : error instanceof Error ? error.message : String(error))
    return 1
  }
}

async function help(command: string): Promise<number> {
  const chosen = commands[command]
  const loads = chosen === undefined ? Object.values(commands) : [chosen]
  const asked = chosen !== undefined || ['help', '--help', '-h'].includes(command)
  if (!asked) {
    const meant = nearestWord(command, Object.keys(commands))
    const hint = meant === undefined ? './floatchat help lists them all.' : `Did you mean ./floatchat ${meant}?`
    console.error(`There is no command '${command}'. ${hint}`)
    return 2
  }
  for (const load of loads) {
    const { usage, summary } = await load()
    console.log(`./floatchat ${usage}\n    ${summary}`)
  }
  return 0
}

/** What `parseArgs` throws for an unknown option or a missing value. */
function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
