import { openApiDocument } from './openApiDocument.ts'
import { type Route, route } from './Route.ts'

/** `/openapi.json`, and with DEBUG a page that shows it. They describe the other routes, not themselves. */
export function documentRoutes(routes: readonly Route[], version: string, debug: boolean): Route[] {
  const document = openApiDocument(routes, version)
  const asJson = JSON.stringify(document)
  const openApi = route({
    method: 'get',
    path: '/openapi.json',
    id: 'readOpenApi',
    summary: 'This document',
    open: true,
    answers: { 200: { description: 'OpenAPI 3.1.' } },
    handle: () => new Response(asJson, { headers: { 'content-type': 'application/json' } }),
  })
  if (!debug) return [openApi]
  const page = docsPage(routes)
  const docs = route({
    method: 'get',
    path: '/docs',
    id: 'readDocs',
    summary: 'The operations, for people',
    open: true,
    answers: { 200: { description: 'A page.' } },
    handle: (context) => {
      context.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      return context.html(page)
    },
  })
  return [openApi, docs]
}

/** No script and nothing from elsewhere: the document itself is at /openapi.json for any viewer. */
function docsPage(routes: readonly Route[]): string {
  const rows = routes.map(({ method, path, summary, description, answers, open }) => {
    const statuses = Object.entries(answers).map(
      ([status, answer]) => `<li><b>${status}</b> ${escapeHtml(answer.description)}</li>`,
    )
    return `<section><h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code>${open ? ' (no token)' : ''}</h2>
<p>${escapeHtml(summary)}. ${escapeHtml(description ?? '')}</p><ul>${statuses.join('')}</ul></section>`
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>FloatChat ingestion</title>
<style>body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}code{font-size:1rem}</style>
<h1>FloatChat ingestion</h1><p>The document: <a href="/openapi.json">/openapi.json</a></p>${rows.join('\n')}</html>`
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
