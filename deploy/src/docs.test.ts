import { existsSync, readFileSync } from 'node:fs'
import { commands as installed } from '@floatchat/cli/commands'
import { deadLetterHeaders, recordHeaders } from '@floatchat/contracts/messageHeaders'
import { localCommands } from '@floatchat/local/localCommands'
import { metricsRegistry } from '@floatchat/service/metrics'
import { stageSettings } from '@floatchat/service/stageSettings'
import { describe, expect, it } from 'vitest'
import { serviceSettings } from './serviceSettings.ts'

const root = new URL('../../', import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), 'utf8')
const commands = { ...localCommands, ...installed }
/** `dlq list|show`, not `job ID`. */
const hasVerbs = (usage: string) => /^[a-z]+ [a-z]+/.test(usage)
const settings = new Set(
  Object.values(serviceSettings)
    .flatMap(({ shape }) => Object.keys(shape))
    .concat(Object.keys(stageSettings)),
)
const codes = new Set(
  text('packages/contracts/src/IngestionError.ts')
    .match(/'[A-Z_]+'/g)
    ?.map((code) => code.slice(1, -1)),
)

describe.each(['docs/operations.md', 'docs/consuming-the-topics.md', 'docs/mirror.md'])('%s', (path) => {
  const page = text(path)

  it('names commands, verbs and options that there are', async () => {
    const named = [...page.matchAll(/\.\/floatchat ([a-z]+)([^`\n]*)/g)]
    const wrong = await Promise.all(
      named.map(async ([whole, name = '', rest = '']) => {
        const usage = (await commands[name]?.())?.usage ?? ''
        const words = new Set(usage.match(/(?<=^| |\n|\||\[|\()[a-z-]+/g))
        const [, verb] = hasVerbs(usage) ? (/^ ([a-z]+)/.exec(rest) ?? []) : []
        const all = [name, ...(verb === undefined ? [] : [verb]), ...(rest.match(/--[a-z-]+/g) ?? [])]
        return all.every((word) => words.has(word)) ? [] : [whole]
      }),
    )
    expect(wrong.flat()).toEqual([])
  })

  it('links to files that there are', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(new URL(link, new URL(path, root))))).toEqual([])
  })

  it('names settings, codes, metrics and headers that there are', () => {
    const words = page.match(/`[A-Z][A-Z0-9]*_[A-Z_0-9]+`/g)?.map((word) => word.slice(1, -1)) ?? []
    const known = (word: string) => settings.has(word) || codes.has(word) || word.startsWith('OTEL_')
    expect(words.filter((word) => !known(word) && word !== 'BACKWARD_TRANSITIVE')).toEqual([])
    const metrics = page.match(/`floatchat_\w+`/g)?.map((word) => word.slice(1, -1)) ?? []
    expect(metrics.filter((name) => metricsRegistry.getSingleMetric(name) === undefined)).toEqual([])
    const headers = page.match(/`floatchat\.(record|redrives|[a-z]+-[a-z]+)`/g)?.map((word) => word.slice(1, -1)) ?? []
    expect(headers.filter((name) => !(name in recordHeaders) && !(name in deadLetterHeaders))).toEqual([])
  })
})
