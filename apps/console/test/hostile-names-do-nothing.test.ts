import { readFile } from 'node:fs/promises'
import { makeToken } from '@floatchat/cli/makeToken'
import { floatFile } from '@floatchat/system-tests/floatFile'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from './support/findBrowser.ts'
import { type ConsoleUnderTest, openConsole } from './support/openConsole.ts'

const browser = findBrowser()
if (browser === undefined) console.log('Skipped: hostile names in the console, since there is no Chromium.')

const runs = 'globalThis.hasRun=1'
/** What people, files and programs may call things: each would do harm where it is not put on the page as text. */
const names = {
  html: `<img src=x onerror=${runs}>`,
  script: `"><script>${runs}</script>`,
  attribute: `' onfocus='${runs}' autofocus='`,
  template: `{{${runs}}}\${${runs}}`,
  formula: `=1+1|' calc'!A0`,
  quotes: `it's "quoted", \`so\` \\ so`,
  direction: '\u202Egnihton\u202C \u2067תיק\u2069 \u200F',
  control: 'bell\u0007 escape\u001b[31m',
  long: 'm'.repeat(480),
} as const
const kinds = Object.keys(names) as (keyof typeof names)[]

/** The fields of 64 characters that the file has its programme and its principal investigator in. */
function withTexts(bytes: Buffer, kind: keyof typeof names): Buffer {
  const hostile = Buffer.alloc(64, ' ')
  // Whole characters only: what a file cannot hold it does not say.
  let text: string = names[kind]
  while (Buffer.byteLength(text) > 64) text = text.slice(0, -1)
  hostile.write(text)
  const changed = Buffer.from(bytes)
  for (const said of ['Argo INDIA', 'M. Ravichandran']) {
    const at = changed.indexOf(said.padEnd(64))
    if (at === -1) throw new Error(`The file does not say ${said}.`)
    hostile.copy(changed, at)
  }
  return changed
}

const platformOf = (index: number): string => `59014${String(10 + index)}`

describe.skipIf(browser === undefined)('names with HTML, scripts, formulas, control and direction marks', () => {
  let open: ConsoleUnderTest
  const pages: string[] = [
    '#/upload',
    '#/jobs',
    '#/datasets',
    '#/floats',
    '#/stream?status=refused',
    '#/keys',
    '#/audit',
  ]
  let formula = 0

  beforeAll(async () => {
    open = await openConsole('hostile', browser ?? '')
    const { request } = open.system
    const post = async (path: string, body: unknown, token = open.system.token): Promise<void> => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      const answer = await request(path, { method: 'POST', headers, body: JSON.stringify(body) })
      expect(answer.status, `${path}: ${await answer.clone().text()}`).toBeLessThan(300)
    }
    for (const [index, kind] of kinds.entries()) {
      const platform = platformOf(index)
      const bytes = withTexts(floatFile({ platform, cycles: [1, 2], levels: 10 }).bytes, kind)
      const job = await open.system.ingest({ name: `${names[kind]}.nc`, bytes })
      expect(job.status, kind).toBe('succeeded')
      if (kind === 'formula') formula = job.dataset_id
      pages.push(`#/jobs/${job.job_id}`, `#/datasets/${job.dataset_id}`, `#/floats/${platform}`)
      const subject = `${names[kind]}`.slice(0, 60)
      const secretKey = open.system.env.SECRET_KEY ?? ''
      const token = await makeToken({ secretKey, role: 'admin', expires: '1h', subject })
      await post('/withdrawals', { kind: 'withdraw', datasets: [job.dataset_id], because: names[kind] }, token)
      await post('/withdrawals', { kind: 'restore', datasets: [job.dataset_id], because: names[kind] }, token)
      await post('/keys', { name: `${kind} ${names[kind]}`.slice(0, 80), role: 'viewer' })
    }
    // A float that calls itself so, as far as eight characters reach.
    const { bytes } = floatFile({ platform: '5901499', cycles: [1], levels: 10 })
    bytes.write('<i>x</i>', bytes.indexOf('5901499 '))
    const named = await open.system.ingest({ name: 'named.nc', bytes })
    pages.push(`#/datasets/${named.dataset_id}`, `#/floats/${encodeURIComponent('<i>x</i>')}`)
    const refused = await open.system.ingest({ name: '<b>refused.nc', bytes: Buffer.from('<i>no NetCDF</i>') })
    expect(refused.status).toBe('failed')
    pages.push(`#/jobs/${refused.job_id}`)
  }, 300_000)
  afterAll(() => open?.close())

  it.each([390, 1280])(
    'are text on every page, and no page is wider than %i pixels',
    { timeout: 300_000 },
    async (width) => {
      const { page, complaints, close } = await open.open({ viewport: { width, height: 900 } })
      const wide: string[] = []
      for (const hash of pages) {
        await page.goto(`${open.system.url}/${hash}`)
        await page.locator('h1').waitFor()
        await expect.poll(() => page.locator('.loading').count(), { timeout: 30_000 }).toBe(0)
        for (const details of await page.locator('main details').all())
          await details.evaluate((all) => all.setAttribute('open', ''))
        const seen = await expectHarmless(page, hash)
        if (seen > width) wide.push(`${hash}: ${seen}`)
      }
      expect(wide).toEqual([])
      expect(complaints).toEqual([])
      await close()
    },
  )

  it('are text in the list of uploads, the given name and what is found besides', { timeout: 120_000 }, async () => {
    const { page, complaints, close } = await open.open({ hash: '#/upload' })
    await page.getByLabel('Name of the dataset').fill(`${names.html}${names.direction}${names.long}`.slice(0, 255))
    const buffer = floatFile({ platform: '5901488', cycles: [1], levels: 10 }).bytes
    const given = (name: string) => ({ name, mimeType: 'application/x-netcdf', buffer })
    const bad = ['html', 'script', 'direction', 'long'] as const
    await page.getByLabel('Files to upload').setInputFiles(bad.map((kind) => given(`${names[kind]}.txt`)))
    await page.locator('.upload-row').nth(3).waitFor()
    await page.getByLabel('Files to upload').setInputFiles([given(`${names.attribute}.nc`)])
    await page.locator('.upload-row', { hasText: 'in the database' }).waitFor()
    expect(await expectHarmless(page, 'uploads')).toBeLessThanOrEqual(1280)
    await page.getByRole('searchbox', { name: 'Find a float, a file or a job' }).fill('onerror')
    await page.getByRole('status').getByText('onerror').first().waitFor()
    expect(await expectHarmless(page, 'search')).toBeLessThanOrEqual(1280)
    expect(complaints).toEqual([])
    await close()
  })

  it.each(['#/audit', '#/datasets', '#/keys'])('leave what stands behind them on %s as it is', async (hash) => {
    const { page, close } = await open.open({ hash })
    await page.getByText('gnihton').first().waitFor()
    const turned = await page.evaluate(() => {
      const found: string[] = []
      const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT)
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        if (!/[\u202A-\u202E\u2066-\u2069]/.test(text.textContent ?? '')) continue
        // Up to what keeps the direction of its text to itself, nothing may stand behind it.
        for (let node: Node = text; ; node = node.parentNode ?? document) {
          if (node instanceof Element) {
            const { display, unicodeBidi } = getComputedStyle(node)
            if (display !== 'inline' || unicodeBidi !== 'normal') break
          }
          const next = node.nextSibling
          const isBeside = !(next instanceof Element) || getComputedStyle(next).display.startsWith('inline')
          if (next?.textContent && isBeside) found.push(node.parentElement?.outerHTML ?? '')
        }
      }
      return found
    })
    expect(turned).toEqual([])
    await close()
  })

  it('stay in their cell of an export, and are no formula', async () => {
    const { page, close } = await open.open({ hash: `#/datasets/${formula}`, acceptDownloads: true })
    const plots = page.getByLabel('Plots')
    await page.getByRole('img', { name: /^TEMP/ }).waitFor()
    const download = page.waitForEvent('download')
    await plots.getByRole('group', { name: 'Save as' }).getByRole('button', { name: 'CSV' }).click()
    const saved = await download
    expect(saved.suggestedFilename()).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._-]*\.csv$/u)
    const rows = (await readFile(await saved.path(), 'utf8')).trim().split('\r\n')
    const cells = new Set(rows.map((row) => row.split(',').length))
    expect(cells.size).toBe(1)
    expect(rows.filter((row) => /(^|,)"?[=@]/.test(row))).toEqual([])
    await close()
  })
})

/** Nothing has run and nothing was made; returns how wide the page is. */
async function expectHarmless(page: Page, where: string): Promise<number> {
  const seen = await page.evaluate(() => ({
    hasRun: Reflect.get(globalThis, 'hasRun') === undefined ? 'nothing' : 'something',
    // Nothing but what the console itself makes.
    made: [
      ...document.querySelectorAll(
        'body script, body img:not([src="/floatchat.svg"]), body b, body i, [onfocus], [onerror]',
      ),
    ].map((element) => element.outerHTML),
    width: document.documentElement.scrollWidth,
  }))
  expect({ where, ...seen }).toEqual({ where, hasRun: 'nothing', made: [], width: expect.any(Number) })
  return seen.width
}
