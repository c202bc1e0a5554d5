import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { metricsRegistry } from '@floatchat/service/metrics'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import '@floatchat/gateway/http/httpMetrics'
import '@floatchat/mirror/mirrorMetrics'
import '@floatchat/summarizer/summary/summaryMetrics'
import { findPromtool } from './promtool.ts'

const path = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url))
const text = (file: string) => readFileSync(path(file), 'utf8')

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly labels: { readonly severity: string }
  readonly annotations: { readonly summary: string }
}
const rules = (parse(text('prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
)
const board = JSON.parse(text('grafana/floatchat-ingestion.json')) as {
  panels: { title: string; gridPos: { x: number; y: number; w: number; h: number }; targets?: { expr: string }[] }[]
}
const questions = [
  ...rules.map(({ alert, expr }) => ({ who: alert, expr })),
  ...board.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ who: title, expr }))),
]

const metrics = new Map(
  metricsRegistry.getMetricsAsArray().map((metric) => {
    const { name, type, labelNames } = metric as unknown as { name: string; type: string; labelNames: string[] }
    return [name, { type, labels: [...labelNames] }] as const
  }),
)
// What the scraping adds, and what Prometheus itself knows of a target.
const scraped = ['job', 'service', 'instance', 'le']

function metricOf(name: string) {
  const direct = metrics.get(name)
  if (direct !== undefined) return direct.type === 'histogram' ? undefined : direct
  const histogram = metrics.get(name.replace(/_(bucket|sum|count)$/, ''))
  return histogram?.type === 'histogram' ? histogram : undefined
}

describe('alerts and dashboard', () => {
  it.each(questions)('$who asks for metrics and labels that there are', ({ expr }) => {
    const names = expr.match(/\bfloatchat_\w+/g) ?? []
    if (names.length === 0) expect(expr).toMatch(/\bup\{/)
    const labels = new Set(names.flatMap((name) => metricOf(name)?.labels ?? []))
    expect(names.filter((name) => metricOf(name) === undefined)).toEqual([])
    const asked = [
      ...[...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/, */)),
      ...[...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) =>
        [...list.matchAll(/(\w+)\s*[=!]/g)].map(([, one]) => one),
      ),
    ]
    expect(asked.filter((label) => !labels.has(label ?? '') && !scraped.includes(label ?? ''))).toEqual([])
  })

  it('show or watch everything that the services count themselves', () => {
    const everything = questions.map(({ expr }) => expr).join(' ')
    const own = [...metrics.keys()].filter((name) => !/^floatchat_(process|nodejs)_/.test(name))
    expect(own.filter((name) => !everything.includes(name))).toEqual([])
  })

  it('overlap nowhere on the dashboard', () => {
    const cells = board.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
  })

  it('say in the runbook what each means and what to do', () => {
    const runbook = readFileSync(path('../docs/operations.md'), 'utf8')
    const headings = [...runbook.matchAll(/^### (Floatchat\w+)/gm)].map(([, name]) => name)
    expect(headings.sort()).toEqual(rules.map(({ alert }) => alert).sort())
  })

  const promtool = findPromtool()
  if (promtool === undefined) console.warn('Skipped: the alert rules are not tried, promtool is not here.')
  it.skipIf(promtool === undefined)('are taken by Prometheus, and fire when they should', () => {
    const run = (...words: string[]) =>
      execFileSync(promtool ?? '', words, { cwd: path('prometheus'), encoding: 'utf8', stdio: 'pipe' })
    expect(run('check', 'rules', 'alerts.yml')).toMatch(`${rules.length} rules found`)
    // Debian's build knows nothing of Kubernetes.
    const plain = text('prometheus/prometheus.yml').replace(
      /kubernetes_sd_configs:\n\s+- role: pod/,
      'static_configs: []',
    )
    writeFileSync(join(tmpdir(), 'floatchat-prometheus.yml'), plain)
    expect(run('check', 'config', '--syntax-only', join(tmpdir(), 'floatchat-prometheus.yml'))).toMatch('SUCCESS')
    expect(run('test', 'rules', 'alerts.test.yml')).toMatch('SUCCESS')
  })
})
