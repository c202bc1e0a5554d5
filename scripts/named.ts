/**
 * What README, docs and the like name is there: the other end of each link with its heading, files and folders,
 * `npm run` scripts, the words and options of `./floatchat`, and settings and other names with an underscore, which must
 * stand in something that is not a text for people. Decision records may name what is gone, so that of them the links alone
 * are followed.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import { commands } from '../apps/cli/src/commands.ts'
import { localCommands } from '../dev/local/src/localCommands.ts'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const exclude = (path: string) => /(^|\/)(node_modules|dist|\.git|\.floatchat|\.turbo)$/.test(path)
const files = globSync('{*,.*,.*/**,*/**}', { exclude }).filter((path) =>
  /\.[a-z]+$|Dockerfile|scripts\/run/.test(path),
)
const texts = globSync('{*,docs/*,docs/decisions/*,bench/*,deploy/**/*,examples/**/*}.md', { exclude })
const fileNames = new Set(files.map((path) => basename(path)))
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const known = { ...localCommands, ...commands }
const commandSources = sourcesOf(/^(apps\/cli|dev\/local)\/.*\.ts$/)
const words = new Set(
  sourcesOf(/\.(ts|tsx|mjs|js|json|avsc|sql|ya?ml|sh|py|env|example|java|conf)$|file$|\/run$/).match(/[A-Za-z_]\w*/g),
)
const problems: string[] = []
const headings = new Map<string, ReadonlySet<string>>()

for (const text of texts) checkText(text, readFileSync(text, 'utf8'))
for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)

function sourcesOf(wanted: RegExp): string {
  return files
    .filter((path) => wanted.test(path) && path !== 'scripts/named.ts' && path !== 'pnpm-lock.yaml')
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
}

function checkText(file: string, text: string): void {
  const say = (sentence: string) => problems.push(`${file}: ${sentence}`)
  const prose = text.replaceAll(/^```.*?^```/gms, '')
  for (const [, address = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (!/^[a-z]+:/.test(address)) checkLink(file, address, say)
  }
  if (file.startsWith('docs/decisions/') || file === 'CHANGELOG.md') return
  const blocks = [...text.matchAll(/^```(?:sh)?\n(.*?)^```/gms)].flatMap(([, block = '']) => block.split('\n'))
  const spans = [...prose.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replaceAll('\n', ' '))
  for (const code of [...blocks, ...spans]) checkCode(file, code.replace(/\s#.*/, ''), say)
}

function checkLink(file: string, address: string, say: (sentence: string) => void): void {
  const [path = '', heading] = address.split('#')
  const target = path === '' ? file : normalize(join(dirname(file), path))
  if (!existsSync(target)) say(`the link to ${address} leads nowhere`)
  else if (heading !== undefined && !headingsOf(target).has(heading)) say(`${target} has no heading #${heading}`)
}

/** As the pages of a repository's host name them. */
function headingsOf(file: string): ReadonlySet<string> {
  const found = headings.get(file) ?? new Set<string>()
  headings.set(file, found)
  for (const [, heading = ''] of readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)) {
    const plain = heading.replaceAll(/\]\([^)]*\)/g, '').toLowerCase()
    found.add(plain.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'))
  }
  return found
}

function checkCode(file: string, code: string, say: (sentence: string) => void): void {
  for (const [, script = ''] of code.matchAll(/npm run ([\w:-]+)/g)) {
    if (!(script in scripts)) say(`there is no 'npm run ${script}'`)
  }
  for (const [, command = '', rest = ''] of code.matchAll(/\.\/floatchat ([a-z]+)([^|&;]*)/g)) {
    if (command !== 'help' && !(command in known)) say(`there is no './floatchat ${command}'`)
    for (const [option, name = ''] of rest.matchAll(/--([a-z-]+)/g)) {
      if (!new RegExp(`['"]?\\b${name}['"]?: \\{`).test(commandSources))
        say(`'./floatchat ${command}' has no ${option}`)
    }
  }
  const isPath =
    /(?<![\w./@-])(?:packages|services|apps|dev|system-tests|bench|deploy|docs|scripts|examples)\/[\w./*{},@-]+/g
  for (const [path] of code.matchAll(isPath)) {
    const plain = path.replace(/[.,]$/, '')
    // A test may be named by its first words, and what is built need not be there.
    const pattern = /\.\w+$/.test(plain) ? plain : `${plain}*`
    const places = [pattern, join(dirname(file), pattern)]
    if (!plain.endsWith('/dist') && places.every((one) => globSync(one).length === 0)) say(`there is no ${plain}`)
  }
  const [name] = /^[\w-]+(\.[\w-]+)*\.(ts|tsx|sql|sh|py|ya?ml|avsc)$/.exec(code) ?? []
  if (name !== undefined && !fileNames.has(name)) say(`there is no file ${name}`)
  if (code.includes('/')) return
  for (const [word] of code.matchAll(/(?<![\w.$-])[A-Za-z]\w*_\w+(?!\w*[-.*])/g)) {
    if (!words.has(word)) say(`nothing is called ${word}`)
  }
}
