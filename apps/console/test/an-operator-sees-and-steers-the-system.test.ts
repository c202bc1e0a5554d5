import { makeToken } from '@floatchat/cli/makeToken'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { floatFile } from '@floatchat/system-tests/floatFile'
import { GdacFiles, LoopbackGdac } from '@floatchat/system-tests/mirror/LoopbackGdac'
import { openMirror } from '@floatchat/system-tests/mirror/openMirror'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from './support/findBrowser.ts'
import { type ConsoleTab, type ConsoleUnderTest, openConsole } from './support/openConsole.ts'

/** A busy machine takes its time. */
const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 30_000 })

const browser = findBrowser()
if (browser === undefined) console.log('Skipped: an operator in a browser, since there is no Chromium.')

const bgc = bgcMultiProfile()
const core = coreSingleProfile()

describe.skipIf(browser === undefined)('an operator', () => {
  let open: ConsoleUnderTest
  let tab: ConsoleTab
  let job: string

  beforeAll(async () => {
    open = await openConsole('operator', browser ?? '')
    tab = await open.open({ hash: '#/jobs', acceptDownloads: true })
    job = (await open.system.ingest({ name: bgc.filename, bytes: bgc.bytes })).job_id
  })
  afterAll(async () => {
    await tab?.close()
    await open?.close()
  })
  const go = (hash: string) => tab.page.goto(`${open.system.url}/${hash}`)
  const stages = (): Locator => tab.page.locator('.stage-track li')

  it('sees of every stage of a job from when to when it was at work', async () => {
    await go(`#/jobs/${job}`)
    await soon(() => stages().count()).toBe(4)
    for (const stage of ['Parse', 'Clean', 'Write', 'Summary']) {
      const times = stages().filter({ hasText: stage }).locator('time')
      await soon(() => times.count()).toBe(2)
      const [began, ended] = await times.evaluateAll((all) =>
        all.map((time) => Date.parse((time as HTMLTimeElement).dateTime)),
      )
      expect(began).toBeLessThanOrEqual(ended ?? 0)
      expect(Date.now() - (began ?? 0)).toBeLessThan(600_000)
    }
  })

  it('sees that a zip was refused by the parser, and that nothing after it began', async () => {
    const refused = await open.system.ingest({
      name: 'no.zip',
      bytes: Buffer.from('PK\u0003\u0004 is all there is of it'),
    })
    expect(refused.status).toBe('failed')
    await go(`#/jobs/${refused.job_id}`)
    await soon(() => stages().evaluateAll((all) => all.map(({ className }) => className))).toEqual([
      ...['failed', 'pending', 'pending', 'pending'],
    ])
    expect(await stages().first().locator('time').count()).toBe(2)
  })

  it('counts flagged levels of a job as its dataset does', async () => {
    const { page } = tab
    const flagged = page.locator('.numbers div', { hasText: 'levels flagged' }).locator('dd')
    await go(`#/jobs/${job}`)
    await flagged.waitFor()
    const ofJob = await flagged.textContent()
    await page.getByRole('link', { name: 'See the dataset' }).click()
    await page.getByText('Dataset contains 3 profiles').waitFor()
    expect(await flagged.textContent()).toBe(ofJob)
  })

  it('is told, by the sign above and by the job, that no parser runs, and steers an operation meanwhile', async () => {
    const { page } = tab
    const parser = open.system.of('parser')
    await parser.end('SIGKILL')
    const waiting = await open.system.upload({ name: core.filename, bytes: core.bytes })
    await go(`#/jobs/${waiting.job_id}`)
    await page
      .getByRole('status')
      .filter({ hasText: /^No parser is running/ })
      .waitFor()
    await page.getByText('The parser is not running').waitFor()

    await page.locator('.further summary').click()
    await page.getByRole('link', { name: 'Operations' }).click()
    await page.getByRole('button', { name: 'Reprocess…' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Float (WMO number)').fill(bgc.known.platformNumber)
    await dialog.getByRole('button', { name: 'See how many' }).click()
    await dialog.getByText('1 file of').waitFor()
    await dialog.getByLabel('Why (it is remembered)').fill('a test of the page')
    await dialog.getByRole('button', { name: 'Reprocess 1 file' }).click()
    await page.getByRole('heading', { name: `Reprocess: Files of float ${bgc.known.platformNumber}` }).waitFor()
    const badge = page.locator('.title-row .badge')
    await page.getByRole('button', { name: 'Pause' }).click()
    await soon(() => badge.textContent()).toContain('paused')
    await page.getByRole('button', { name: 'Resume' }).click()
    await soon(() => badge.textContent()).toContain('running')

    parser.start()
    await soon(() => badge.textContent()).toContain('done')
    await page.getByText('Nothing that is shown has changed.').waitFor()
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0)
    expect(await open.system.ended(waiting.job_id)).toMatchObject({ status: 'succeeded' })
    await go('#/operations')
    await page.getByRole('link', { name: `Files of float ${bgc.known.platformNumber}` }).waitFor()
    await page.getByText('a test of the page').waitFor()
  })

  it('finds the way back of a value', async () => {
    const { page } = tab
    await go(`#/floats/${bgc.known.platformNumber}`)
    await page.getByLabel(/^Pick .* · cycle 2 /).check()
    await page.getByRole('link', { name: 'Where it comes from' }).click()
    await page.getByRole('heading', { name: 'Where cycle 2 comes from' }).waitFor()
    await page.getByRole('link', { name: bgc.filename }).waitFor()
    await page.getByText('CHLA: Physical bounds').waitFor()
    await page.getByRole('button', { name: 'Look for them' }).click()
    await page.getByText('profiles.parsed, partition').waitFor()
  })

  it('sees how far a mirror is', async () => {
    const { page } = tab
    await go('#/mirror')
    await page.getByText('Nothing is mirrored').waitFor()
    const { name, bytes } = floatFile({ platform: '5901777', cycles: [1], levels: 10 })
    const files = new GdacFiles()
    files.files.set(`aoml/5901777/profiles/${name}`, { bytes, listed: '20240102000000' })
    const gdac = await new LoopbackGdac(files).start()
    const mirror = await openMirror(open.system, [gdac.url])
    await mirror.run()
    await page.getByRole('heading', { name: gdac.url }).waitFor()
    await page.getByText('1 new').waitFor()
    await page.getByText('Every file of the source is held.').waitFor()
    await mirror.close()
    await gdac.stop()
  })

  it('sees the tests beside those of the data centres, and takes the table away', async () => {
    const { page } = tab
    await go('#/quality')
    await page.getByRole('heading', { name: 'Quality tests' }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV' }).click()
    expect((await download).suggestedFilename()).toBe('quality-tests-audit.csv')
  })

  it('makes a key whose secret is seen once, revokes it, and finds both in the audit log', async () => {
    const { page } = tab
    await go('#/keys')
    await page.getByRole('button', { name: 'New key…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What it is for').fill('a buoy')
    await dialog.getByLabel('Role').selectOption('uploader')
    await dialog.getByRole('button', { name: 'Make the key' }).click()
    const secret = await page.locator('.notice code').textContent()
    const asKey = await fetch(`${open.system.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } })
    expect(await asKey.json()).toMatchObject({ role: 'uploader' })
    await page.getByRole('button', { name: 'I have it' }).click()
    await page
      .getByRole('row', { name: /a buoy/ })
      .getByRole('button', { name: 'Revoke…' })
      .click()
    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('row', { name: /a buoy uploader .* revoked/ }).waitFor()
    await go('#/audit')
    await page.getByRole('row', { name: /revokeKey/ }).waitFor()
    await page.getByLabel('Action').fill('createKey')
    await soon(() => page.getByRole('row', { name: /revokeKey/ }).count()).toBe(0)
    await page.getByRole('row', { name: /createKey/ }).waitFor()
  })

  it('reaches the values of a plot, and a list in one stop, by the keys alone', async () => {
    const { page } = tab
    await go(`#/floats/${bgc.known.platformNumber}`)
    const plot = page.getByRole('region', { name: /^TEMP .* arrow keys/ })
    await plot.focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('.tip', { hasText: 'TEMP' }).waitFor()
    const first = await page.locator('.tip').textContent()
    await page.keyboard.press('ArrowDown')
    await soon(() => page.locator('.tip').textContent()).not.toBe(first)
    await page.getByRole('tab', { name: 'T–S diagram' }).click()
    await page.getByRole('region', { name: /^Potential temperature .* arrow keys/ }).focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('.tip', { hasText: 'σ₀' }).waitFor()
    const list = page.getByRole('region', { name: 'List of profiles' })
    await page
      .getByLabel(/^Pick /)
      .first()
      .focus()
    await page.keyboard.press('ArrowDown')
    expect(await list.locator('input').evaluateAll((all) => all.indexOf(document.activeElement as HTMLElement))).toBe(1)
    await page.keyboard.press('Tab')
    expect(await list.evaluate((element) => element.contains(document.activeElement))).toBe(false)
  })

  it('who only reads is shown what that may, and nothing else', async () => {
    const token = await makeToken({
      ...{ secretKey: open.system.env.SECRET_KEY ?? '', role: 'viewer', expires: '1h', subject: 'reader' },
    })
    const reader = await open.open({ signedIn: false, hash: '#/jobs' })
    await reader.page.getByLabel('Access token').fill(token)
    await reader.page.getByRole('button', { name: 'Sign in' }).click()
    await reader.page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor()
    await soon(() => reader.page.getByRole('link', { name: 'Upload', exact: true }).count()).toBe(0)
    await reader.page.locator('.further summary').click()
    expect(await reader.page.locator('.further a').allTextContents()).toEqual(['Mirror', 'Quality tests'])
    await reader.close()
  })

  it('saw nothing thrown, and nothing refused by the page’s own policy', () => {
    expect(tab.complaints).toEqual([])
  })
})
