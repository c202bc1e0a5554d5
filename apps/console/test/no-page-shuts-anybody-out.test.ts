import { setTimeout as sleep } from 'node:timers/promises'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { malformedMissingPsal } from '@floatchat/fixtures/malformedMissingPsal'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from './support/findBrowser.ts'
import { type ConsoleUnderTest, openConsole } from './support/openConsole.ts'

const browser = findBrowser()
if (browser === undefined) console.log('Skipped: the accessibility of the console, since there is no Chromium.')

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

describe.skipIf(browser === undefined)('axe-core finds nothing', () => {
  let open: ConsoleUnderTest
  const pages: Record<string, string> = {}

  beforeAll(async () => {
    open = await openConsole('axe', browser ?? '')
    const bgc = bgcMultiProfile()
    const bad = malformedMissingPsal()
    const good = await open.system.ingest({ name: bgc.filename, bytes: bgc.bytes })
    const failed = await open.system.ingest({ name: bad.filename, bytes: bad.bytes })
    const letter = await letterId(open)
    const begun = await open.system.request('/operations', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ kind: 'reprocess', dataset: good.dataset_id, because: 'a test' }),
    })
    const { operation_id } = (await begun.json()) as { operation_id: string }
    const listed = await open.system.request(`/datasets/${good.dataset_id}/profiles`)
    const { profiles } = (await listed.json()) as { profiles: { profile_id: number }[] }
    Object.assign(pages, {
      upload: '#/upload',
      jobs: '#/jobs',
      'a job': `#/jobs/${good.job_id}`,
      'a failed job': `#/jobs/${failed.job_id}`,
      datasets: '#/datasets',
      floats: '#/floats',
      'a float': `#/floats/${bgc.known.platformNumber}`,
      'several files': `#/map?datasets=${good.dataset_id}`,
      'a dataset': `#/datasets/${good.dataset_id}`,
      'a diagram': `#/datasets/${good.dataset_id}?view=ts`,
      'a section': `#/datasets/${good.dataset_id}?view=section`,
      stream: '#/stream',
      'a dead letter': `#/stream/dead-letters/${letter}`,
      operations: '#/operations',
      'an operation': `#/operations/${operation_id}`,
      mirror: '#/mirror',
      'quality tests': '#/quality',
      'an origin': `#/origin/${profiles[0]?.profile_id}`,
      'API keys': '#/keys',
      'audit log': '#/audit',
      'no page': '#/nowhere',
    })
  })
  afterAll(() => open?.close())

  it.each(['light', 'dark'] as const)('on any page, in %s colours', async (colorScheme) => {
    const signIn = await open.open({ colorScheme, signedIn: false })
    expect(await violations(signIn.page), 'sign in').toEqual([])
    await signIn.close()
    const { page, close, complaints } = await open.open({ colorScheme })
    for (const [name, hash] of Object.entries(pages)) {
      await page.goto(`${open.system.url}/${hash}`)
      await page.locator('h1').waitFor()
      await expect.poll(() => page.locator('.loading').count(), { timeout: 30_000 }).toBe(0)
      expect(await violations(page), name).toEqual([])
    }
    await page.goto(`${open.system.url}/#/stream?status=refused`)
    await page.getByRole('button', { name: /^Discard all/ }).click()
    await page.getByText('would be discarded').first().waitFor()
    expect(await violations(page), 'a question').toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  it('on a telephone, where nothing is wider than the screen', async () => {
    const { page, close } = await open.open({ viewport: { width: 360, height: 740 } })
    for (const [name, hash] of Object.entries(pages)) {
      await page.goto(`${open.system.url}/${hash}`)
      await page.locator('h1').waitFor()
      await expect.poll(() => page.locator('.loading').count(), { timeout: 30_000 }).toBe(0)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(360)
      expect(await violations(page), name).toEqual([])
    }
    await close()
  })

  it('that the keyboard does not reach: from the first key to a picked profile', async () => {
    const { page, close } = await open.open({ hash: pages['a dataset'] ?? '' })
    await page.getByRole('img', { name: /^TEMP/ }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    const pick = page.getByLabel(/^Pick /).first()
    for (
      let presses = 0;
      presses < 60 && !(await pick.evaluate((box) => box === document.activeElement));
      presses += 1
    ) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Space')
    await page.getByRole('img', { name: /^TEMP .* 1 of them picked/ }).waitFor()
    const map = page.getByRole('region', { name: /^Map/ })
    await map.focus()
    const before = await page.locator('.map-box canvas').first().screenshot()
    await page.keyboard.press('ArrowLeft')
    await expect
      .poll(async () => before.equals(await page.locator('.map-box canvas').first().screenshot()), { timeout: 10_000 })
      .toBe(false)
    await close()
  })

  async function violations(page: import('playwright-core').Page): Promise<string[]> {
    await page.evaluate(axe.source)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
      return (await axe.run()).violations
    })
    return found.map(
      ({ id, impact, nodes }) =>
        `${impact}: ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
    )
  }
})

/** The dead letter of the bad file, which the projection hears of a moment after the job. */
async function letterId({ system }: ConsoleUnderTest): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const response = await system.request('/stream/dead-letters')
    const { dead_letters } = (await response.json()) as { dead_letters: { id: string }[] }
    const [letter] = dead_letters
    if (letter !== undefined) return letter.id
    await sleep(100)
  }
  throw new Error('There is no dead letter of the bad file.')
}
