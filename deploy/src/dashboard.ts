/**
 * The Grafana dashboard of the stream, made from a list of panels: what is slow, what is stuck, what failed.
 *
 * @module
 */

import { type Panel, rows } from './dashboardRows.ts'

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is Grafana's
const datasource = { type: 'prometheus', uid: '${datasource}' }

/** The dashboard as Grafana imports it (schema version 39, Grafana 10 and later). */
export function dashboard(): object {
  let id = 0
  let y = 0
  const panels = rows.flatMap(({ title, panels: inRow }) => {
    const head = { id: ++id, type: 'row', title, collapsed: false, gridPos: { x: 0, y: y++, w: 24, h: 1 }, panels: [] }
    const graphs = inRow.map((panel, at) => graph(panel, ++id, { x: (at % 4) * 6, y: y + Math.floor(at / 4) * 8 }))
    y += Math.ceil(inRow.length / 4) * 8
    return [head, ...graphs]
  })
  return {
    uid: 'floatchat-ingestion',
    title: 'FloatChat ingestion',
    tags: ['floatchat'],
    schemaVersion: 39,
    version: 1,
    timezone: 'utc',
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    templating: { list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }] },
    panels,
  }
}

function graph(panel: Panel, id: number, place: { readonly x: number; readonly y: number }) {
  const stacking = { mode: panel.stacked ? 'normal' : 'none', group: 'A' }
  return {
    id,
    type: 'timeseries',
    title: panel.title,
    description: panel.description,
    datasource,
    gridPos: { ...place, w: 6, h: 8 },
    fieldConfig: {
      defaults: { unit: panel.unit, custom: { lineWidth: 1, fillOpacity: panel.stacked ? 40 : 0, stacking } },
      overrides: [],
    },
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
    targets: panel.queries.map(([expr, legendFormat], at) => ({
      refId: String.fromCharCode(65 + at),
      datasource,
      expr,
      legendFormat,
    })),
  }
}
