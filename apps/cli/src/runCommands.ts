import { UsageError } from './Command.ts'
import type { Commands } from './commands.ts'
import { loadEnvironmentFile } from './loadEnvironmentFile.ts'
import { nearestWord } from './nearestWord.ts'
import { terminalWidth } from './text/terminalWidth.ts'
import { wrapText } from './text/wrapText.ts'

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
      say(`${error.message}${optionHint(error.message, usage)}\nusage: ./floatchat ${usage}`)
      return 2
    }
    if (process.env.DEBUG) console.error(error)
    else say(error instanceof Error ? error.message : String(error))
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
    say(`There is no command '${command}'. ${hint}`)
    return 2
  }
  for (const load of loads) {
    const { usage, summary } = await load()
    console.log(`${wrapText(`./floatchat ${usage}`, terminalWidth())}\n${wrapText(summary, terminalWidth(), '    ')}`)
  }
  return 0
}

/** In lines that are no wider than the terminal. */
const say = (text: string): void => console.error(wrapText(text, terminalWidth()))

/** What was meant by an option that there is not, as far as that can be guessed. */
export function optionHint(message: string, usage: string): string {
  const [, unknown] = /^Unknown option '(--[^']+)'/.exec(message) ?? []
  const meant = unknown === undefined ? undefined : nearestWord(unknown, usage.match(/--[a-z-]+/g) ?? [])
  return meant === undefined ? '' : `. Did you mean ${meant}?`
}

/** What `parseArgs` throws for an unknown option or a missing value. */
function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
