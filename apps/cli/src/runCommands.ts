import { UsageError } from './Command.ts'
import type { Commands } from './commands.ts'
import { loadEnvironmentFile } from './loadEnvironmentFile.ts'
import { nearestWord } from './nearestWord.ts'

/**
 * Runs the command that the first word names.
 *
 * @param words what stands behind `./floatchat`
 * @returns the exit code: 2 where the words are wrong
 */
export async function runCommands(commands: Commands, [command = 'help', ...rest]: readonly string[]): Promise<number> {
  loadEnvironmentFile()
  const load = commands[command]
  if (load === undefined || rest.includes('--help')) return help(commands, command)
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

async function help(commands: Commands, command: string): Promise<number> {
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
