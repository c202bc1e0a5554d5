import { existsSync, readFileSync } from 'node:fs'
import { deadLetterHeaders, recordHeaders } from '@floatchat/contracts/messageHeaders'
import { metricsRegistry } from '@floatchat/service/metrics'
import { stageSettings } from '@floatchat/service/stageSettings'
import { describe, expect, it } from 'vitest'
import { serviceSettings } from './serviceSettings.ts'

const root = new URL('../../', import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), 'utf8')
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

describe.each(['docs/operations.md', 'docs/consuming-the-topics.md'])('%s', (path) => {
  const page = text(path)

  it('names commands, verbs and options that there are', () => {
    const wrong = [...page.matchAll(/\.\/floatchat ([a-z]+)([^`\n]*)/g)].filter(([, name, rest = '']) => {
      const module = /import\('(\.\/commands\/\w+\.ts)'\)/.exec(
        new RegExp(`^  ${name}: .*$`, 'm').exec(text('apps/cli/src/commands.ts'))?.[0] ?? '',
      )?.[1]
      const file = module === undefined ? `dev/local/src/commands/${name}.ts` : `apps/cli/src/${module}`
      if (!existsSync(new URL(file, root))) return true
      // Options may be read where several commands share them.
      const shared = [...text(file).matchAll(/from '(\.\.\/[\w/]+\.ts)'/g)].map(([, path = '']) => path)
      const source = [text(file), ...shared.map((path) => text(new URL(path, new URL(file, root)).href))].join('\n')
      const options = [...rest.matchAll(/--([a-z-]+)/g)].map(([, option = '']) => option)
      return options.some((option) => !source.includes(`${option}: {`) && !source.includes(`'${option}': {`))
    })
    expect(wrong.map(([whole]) => whole)).toEqual([])
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
