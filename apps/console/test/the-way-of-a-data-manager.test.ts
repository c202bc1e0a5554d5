import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { malformedMissingPsal } from '@floatchat/fixtures/malformedMissingPsal'
import { floatFile } from '@floatchat/system-tests/floatFile'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from './support/findBrowser.ts'
import { type ConsoleTab, type ConsoleUnderTest, openConsole } from './support/openConsole.ts'

/** A busy machine takes its time. */
const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 20_000 })

const browser = findBrowser()
if (browser === undefined) console.log('Skipped: the console in a browser, since there is no Chromium (CHROMIUM_PATH).')

const core = coreSingleProfile()
const bgc = bgcMultiProfile()
const bad = malformedMissingPsal()
const toFile = ({ filename, bytes }: { filename: string; bytes: Buffer }) => ({
  name: filename,
  mimeType: 'application/x-netcdf',
  buffer: bytes,
})

/** One person's way through the console, step by step in one tab. */
describe.skipIf(browser === undefined)('a data manager', () => {
  let open: ConsoleUnderTest
  let tab: ConsoleTab

  beforeAll(async () => {
    open = await openConsole('console', browser ?? '')
    tab = await open.open({ signedIn: false, hash: '#/jobs', acceptDownloads: true })
  })
  afterAll(async () => {
    await tab?.close()
    await open?.close()
  })

  it('signs in, and is told what is wrong with a token', async () => {
    const { page } = tab
    const field = page.getByLabel('Access token')
    await field.fill('not a token')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await soon(() => page.getByRole('alert').textContent()).toContain('This is not a token')
    await field.fill(open.system.token.replace(/.{6}$/, 'AAAAAA'))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await soon(() => page.getByRole('alert').textContent()).toContain('does not accept')
    await field.fill(`Bearer ${open.system.token}`)
    await page.getByRole('button', { name: 'Sign in' }).click()
    // The page that was asked for.
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor()
    await page.getByText('No jobs yet').waitFor()
  })

  it('uploads three files of which one is bad, follows them live, and reads the reason in the row', async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Upload', exact: true }).click()
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no data') }
    await page.getByLabel('Files to upload').setInputFiles([toFile(core), toFile(bgc), toFile(bad), notes])
    const row = (name: string) =>
      page
        .getByRole('listitem')
        .filter({ hasText: name })
        .filter({ has: page.locator('.upload-outcome') })
    // Refused before a byte is sent.
    expect(await row('notes.txt').textContent()).toContain('“.txt” files are not taken')
    await row(core.filename).getByText('1 profile in the database').waitFor()
    await row(bgc.filename).getByText('3 profiles in the database').waitFor()
    await row(bad.filename).getByText(bad.sentence).waitFor()
    for (const step of ['Send', 'Parse', 'Clean', 'Write', 'Summary']) {
      await row(core.filename).getByText(`${step}: done`).waitFor()
    }
  })

  it('finds the jobs again after leaving, and retries in place', async () => {
    const { page } = tab
    await page.reload()
    const row = page.locator('.upload-row', { hasText: bad.filename })
    await row.getByText(bad.sentence).waitFor()
    expect(await page.locator('.upload-row').count()).toBe(3)
    // To retry a file that is no Argo profile cannot help: the list does not offer it, its job does.
    expect(await row.getByRole('button', { name: 'Retry' }).count()).toBe(0)
    await row.getByRole('link', { name: 'Job' }).click()
    await page.getByRole('heading', { name: bad.filename }).waitFor()
    await page.getByRole('button', { name: 'Retry' }).click()
    // Beside it the page announces to screen readers that it has begun, for a moment.
    await page.getByRole('paragraph').filter({ hasText: 'attempt 2' }).waitFor()
    await page.getByText(bad.sentence).first().waitFor()
  })

  it('does not send what is held already, and says where it is', async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Upload', exact: true }).click()
    await page.getByLabel('Files to upload').setInputFiles([{ ...toFile(core), name: 'another name.nc' }])
    const row = page.locator('.upload-row', { hasText: 'another name.nc' })
    await row.getByText(`Held already, as ${core.filename}: not sent`).waitFor()
    await row.getByRole('button', { name: 'Send all the same' }).waitFor()
    await row.getByRole('link', { name: 'Dataset' }).click()
    await page.getByRole('heading', { name: core.filename }).waitFor()
  })

  it('finds jobs by status and text, and shares the address', async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Jobs', exact: true }).first().click()
    // The one that is bad was refused, and nothing has failed.
    await page.getByRole('radio', { name: 'failed 0' }).check()
    await page.getByText('No job matches').waitFor()
    await page.getByRole('radio', { name: 'refused 1' }).check()
    await soon(() => page.locator('tbody tr').count()).toBe(1)
    expect(page.url()).toContain('#/jobs?status=refused')
    await page.getByRole('radio', { name: /^all / }).check()
    await page.getByLabel('File name contains').fill('BGC')
    await soon(() => page.locator('tbody tr').count()).toBe(1)
    const shared = await open.open({ hash: new URL(page.url()).hash })
    await soon(() => shared.page.locator('tbody th').textContent()).toContain(bgc.filename)
    await shared.close()
  })

  it('sees a dataset: summary, map, and a plot with a flagged value and the test that flagged it', async () => {
    const { page } = tab
    await page.getByRole('link', { name: bgc.filename }).click()
    await page.getByRole('link', { name: 'See the dataset' }).click()
    await page.getByText('Dataset contains 3 profiles').waitFor()
    // One of three has no position.
    await page.getByRole('img', { name: 'Map of 2 of 3 profiles of 1 float;' }).waitFor()
    await page.getByText('1 of 3 profiles has no usable position').waitFor()
    const plot = page.getByRole('img', { name: /^CHLA in mg\/m³ over pressure/ })
    await plot.waitFor()
    expect(await hasInk(tab, /^CHLA/)).toBe(true)
    await page.getByText(/flagged values? in the 3 profiles shown/).click()
    await page.getByRole('row', { name: /cycle 2 .*CHLA.*120\.25.*Physical bounds/ }).waitFor()
  })

  it('picks a profile in the list and on the map, and it is picked in all', async () => {
    const { page } = tab
    await page.getByLabel(/^Pick .* · cycle 1 synthetic$/).check()
    await page.getByRole('img', { name: /^TEMP .* 3 profiles, 1 of them picked/ }).waitFor()
    expect(page.url()).toContain('profiles=')
    await page.getByRole('button', { name: 'Clear the selection of 1' }).click()
    // The positions are the only dots: pick what is in the middle of the map.
    const map = page.locator('.map-box .plot-over')
    const box = await map.boundingBox()
    await search(tab, box)
    await page.getByRole('img', { name: /^TEMP .* 1 of them picked/ }).waitFor()
  })

  it('takes the picture and the data away', async () => {
    const { page } = tab
    const plots = page.getByLabel('Plots')
    const save = async (kind: string, group = 'Save as'): Promise<Buffer> => {
      const download = page.waitForEvent('download')
      await plots.getByRole('group', { name: group }).getByRole('button', { name: kind }).click()
      return readFile(await (await download).path())
    }
    await page.getByRole('button', { name: /^Clear the selection/ }).click()
    expect((await save('PNG')).subarray(1, 4).toString()).toBe('PNG')
    expect((await save('SVG')).toString()).toContain('CHLA (mg/m³)')
    const csv = (await save('CSV')).toString()
    expect(csv.split('\r\n')[1]).toContain('degree_Celsius')
    expect(csv.split('\r\n')[0]).toContain('CHLA_ADJUSTED,CHLA_ADJUSTED_QC,CHLA_ADJUSTED_ERROR,CHLA_FAILED_TESTS')
    expect(csv).toMatch(/,120\.25,4,[^,]*,Physical bounds/)
    // The same profiles as the reading interface sends them.
    const levels = (kind: string) => save(kind, 'Best levels as')
    expect((await levels('Parquet')).subarray(0, 4).toString()).toBe('PAR1')
    expect((await levels('NetCDF')).subarray(0, 3).toString()).toBe('CDF')
    expect((await levels('CSV')).toString()).toContain(bgc.known.platformNumber)
  })

  it('sees what water it is, and how it changed over time', async () => {
    const { page } = tab
    await page.getByRole('tab', { name: 'T–S diagram' }).click()
    await page.getByRole('img', { name: /^Potential temperature over salinity of 3 profiles/ }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('img', { name: /^TEMP of float .* over time/ }).waitFor()
    expect(page.url()).toContain('view=section')
  })

  it('zooms into a depth of the section by dragging and by keys, shares it, and comes back', async () => {
    const { page } = tab
    const pressures = async (within = page): Promise<[number, number]> => {
      const label = await within.getByRole('img', { name: /^TEMP / }).getAttribute('aria-label')
      const [, top, bottom] = /from (\d+) to (\d+) decibar/.exec(label ?? '') ?? []
      return [Number(top), Number(bottom)]
    }
    const whole = await pressures()
    const box = await page.locator('#plot-panel .plot-over').boundingBox()
    if (box === null) throw new Error('There is no section.')
    const drag = async (from: number, to: number) => {
      await page.mouse.move(box.x + box.width / 2, box.y + from * box.height)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width / 2 + 40, box.y + to * box.height, { steps: 4 })
      await page.mouse.up()
    }
    await drag(0.3, 0.6)
    await soon(async () => (await pressures())[0]).toBeGreaterThan(whole[0])
    const dragged = await pressures()
    expect(dragged[1]).toBeLessThan(whole[1])
    // The address has it, and the profiles show the same depth.
    const shared = await open.open({ hash: new URL(page.url()).hash })
    await soon(() => pressures(shared.page)).toEqual(dragged)
    await shared.page.getByRole('tab', { name: 'Profiles' }).click()
    await soon(() => pressures(shared.page)).toEqual(dragged)
    await shared.close()
    // The keys go on from there, go from value to value within it, and lead back.
    const section = page.getByRole('region', { name: /^TEMP of float .* arrow keys/ })
    await section.focus()
    await page.keyboard.press('0')
    await soon(() => pressures()).toEqual(whole)
    await page.keyboard.press('+')
    await soon(async () => (await pressures())[1]).toBeLessThan(whole[1])
    await page.keyboard.press('-')
    await soon(() => pressures()).toEqual(whole)
    expect(page.url()).not.toContain('depth=')
    await page.keyboard.press('ArrowDown')
    await page.locator('.tip', { hasText: 'TEMP' }).waitFor()
    await drag(0.3, 0.6)
    await soon(async () => (await pressures())[0]).toBeGreaterThan(whole[0])
    await page.locator('#plot-panel .plot-over').dblclick()
    await soon(() => pressures()).toEqual(whole)
    // An address that is put into the same tab is shown, too.
    await page.evaluate(() => (location.hash = location.hash.replace('view=section', 'view=ts')))
    await page.getByRole('img', { name: /^Potential temperature/ }).waitFor()
  })

  it('finds a float by its number, and sees its cycles with their files', async () => {
    const { page } = tab
    await page.getByRole('searchbox', { name: 'Find a float, a file or a job' }).fill(core.known.platformNumber)
    await page.getByRole('status').getByText(core.known.platformNumber, { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `Float ${core.known.platformNumber}` }).waitFor()
    const cycles = page.getByRole('region', { name: 'List of cycles' })
    await cycles.getByRole('link', { name: core.filename }).waitFor()
    await page.getByRole('img', { name: /^Map of 1 of 1 profile of 1 float;/ }).waitFor()
    await page.getByRole('link', { name: 'Floats', exact: true }).first().click()
    await page.getByRole('img', { name: /^Map of \d of \d floats;/ }).waitFor()
    await page.getByLabel('Parameter').selectOption('CHLA')
    await soon(() => page.locator('tbody tr').count()).toBe(1)
    expect(page.url()).toContain('parameter=CHLA')
  })

  it('is told where the profiles are of a file whose bytes came before', async () => {
    const { page } = tab
    const { dataset_id } = await open.system.ingest({ name: 'copy.nc', bytes: core.bytes })
    await page.goto(`${open.system.url}/#/datasets/${dataset_id}`)
    await page.getByText('Its profiles are shown from other files').waitFor()
    await page.getByRole('link', { name: core.filename }).first().click()
    await page.getByRole('heading', { name: core.filename }).waitFor()
  })

  it('leaves values out by the flag with which they came', async () => {
    const { page } = tab
    await page.goto(`${open.system.url}/#/datasets`)
    await page.getByRole('link', { name: bgc.filename }).click()
    await page.getByRole('img', { name: /^CHLA in mg\/m³ over pressure/ }).waitFor()
    await page.getByText(/flagged values? in the 3 profiles shown/).waitFor()
    await page.getByLabel('Values with').selectOption('good')
    expect(page.url()).toContain('flags=good')
    await page.getByLabel('Values with').selectOption('all')
  })

  it('takes a dataset out after seeing what would come of it, and brings it back', async () => {
    const { page } = tab
    await page.goto(`${open.system.url}/#/datasets`)
    await page.getByRole('link', { name: bgc.filename }).click()
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Withdraw…' }).click()
    await dialog.getByText('1 dataset with 3 profiles of 1 float would be taken out.').waitFor()
    await dialog.getByLabel('Why (it is remembered)').fill('sent by mistake')
    await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click()
    await page.getByRole('heading', { name: 'It was withdrawn' }).waitFor()
    await page.getByText('sent by mistake').waitFor()
    await page.getByRole('button', { name: 'Restore…' }).click()
    await dialog.getByLabel('Why (it is remembered)').fill('it was none')
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
    await page.getByRole('heading', { name: 'It is held' }).waitFor()
    await page.getByText('it was none').waitFor()
  })

  it('is asked to sign in again when the token runs out, and the page goes on from where it was', async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Jobs', exact: true }).first().click()
    await page.getByLabel('File name contains').fill('core')
    await soon(() => page.locator('tbody tr').count()).toBe(1)
    await page.route('**/api/v1/**', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: '{"detail":"The token has expired."}',
      }),
    )
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
    await dialog.waitFor()
    await page.unroute('**/api/v1/**')
    await dialog.getByLabel('Access token').fill(open.system.token)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await page.getByLabel('File name contains').inputValue()).toBe('core')
  })

  it('redrives a dead letter after seeing what would come of it, and discards it with a reason', async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Pipeline' }).click()
    await page.getByRole('heading', { name: 'writer' }).waitFor()
    await soon(() => page.getByText('1 instance', { exact: true }).count()).toBe(5)
    // Files that are never taken are no open letters.
    await page.getByText('No open dead letters').waitFor()
    await page.getByRole('radio', { name: 'files never taken' }).check()
    const letters = page.locator('tbody tr')
    await soon(() => letters.count()).toBe(2)
    expect(await page.getByRole('button', { name: /^Redrive all/ }).count()).toBe(0)
    await letters.first().getByRole('link').first().click()
    await page.getByText('FileStaged').first().waitFor()
    await page.getByText('floatchat.reason-code').waitFor()
    await page.getByRole('button', { name: 'Redrive…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('would be redriven').first().waitFor()
    await dialog.getByText('1 of 1 letter failed for good').waitFor()
    await dialog.getByRole('button', { name: 'Redrive 1 letter' }).click()
    await dialog.getByText('redriven').first().waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.locator('.badge', { hasText: 'redriven' }).waitFor()
    await page.getByText('its job since:').waitFor()

    // The file is still bad: it comes back, and says how often it was sent.
    await page.route('**/stream/stages', async (route) => {
      await sleep(600)
      await route.continue()
    })
    await page.getByRole('link', { name: 'Pipeline' }).first().click()
    await page.getByRole('radio', { name: 'files never taken' }).check()
    await page.getByText('failed again after a redrive').waitFor()
    const discard = page.getByRole('button', { name: /^Discard all 2/ })
    const place = await discard.boundingBox()
    await page.getByRole('heading', { name: 'writer' }).waitFor()
    // The stages, which the broker is asked for, have not moved it from under the pointer.
    expect(await discard.boundingBox()).toEqual(place)
    await page.unroute('**/stream/stages')
    await discard.click()
    await dialog.getByText('would be discarded').first().waitFor()
    expect(await dialog.getByRole('button', { name: 'Discard 2 letters' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Why (it is remembered)').fill('the provider sent a mended file')
    await dialog.getByRole('button', { name: 'Discard 2 letters' }).click()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByText('No dead letter matches').waitFor()
  })

  it('has each file looked up once, whatever ends meanwhile', async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Upload', exact: true }).click()
    const digest = createHash('sha256').update(bad.bytes).digest('hex')
    const otherHasEnded = Promise.withResolvers<void>()
    let asked = 0
    await page.route('**/api/v1/datasets/known', async (route) => {
      if (route.request().postData()?.includes(digest)) {
        asked += 1
        await otherHasEnded.promise
      }
      await route.continue()
    })
    const add = (file: Parameters<typeof toFile>[0], name: string) =>
      page.getByLabel('Files to upload').setInputFiles([{ ...toFile(file), name }])
    await add(bad, 'once more.nc')
    await soon(() => asked).toBe(1)
    await add(core, 'and this.nc')
    await page.locator('.upload-row', { hasText: 'and this.nc' }).getByText('Held already').waitFor()
    otherHasEnded.resolve()
    const row = page.locator('.upload-row', { hasText: 'once more.nc' })
    await row.getByText('It was sent before and cannot be taken.').waitFor()
    await page.unroute('**/api/v1/datasets/known')
    expect(asked).toBe(1)
  })

  it('looks many files up in one request, and sends the same bytes once', async () => {
    const { page } = tab
    let [asked, sent] = [0, 0]
    page.on('request', (request) => {
      if (request.url().endsWith('/datasets/known')) asked += 1
      if (request.url().endsWith('/datasets/upload')) sent += 1
    })
    const files = Array.from({ length: 20 }, (_, index) => {
      const { name, bytes } = floatFile({ platform: '5901400', cycles: [1 + (index % 10)], levels: 5 })
      return { name: `${String(index).padStart(2, '0')}-${name}`, mimeType: 'application/x-netcdf', buffer: bytes }
    })
    await page.getByLabel('Files to upload').setInputFiles(files)
    for (const { name } of files) {
      const row = page.locator('.upload-row', { hasText: name })
      await row.getByText(/1 profile in the database|Held already/).waitFor()
    }
    // Those that were under way together when the first of them had not been answered are sent twice at most.
    expect(sent).toBeLessThanOrEqual(15)
    expect(asked).toBeLessThanOrEqual(4)
  })

  it('sends a file that was refused before where the person insists', async () => {
    const row = tab.page.locator('.upload-row', { hasText: 'once more.nc' })
    await row.getByRole('button', { name: 'Send' }).click()
    await row.getByRole('link', { name: 'Job' }).waitFor()
  })

  it('saw nothing refused by the page’s own policy, and no token in an address', () => {
    expect(tab.complaints).toEqual([])
    expect(tab.addresses.length).toBeGreaterThan(20)
    expect(tab.addresses.filter((address) => address.includes('eyJ'))).toEqual([])
    expect(
      new Set(tab.addresses.filter((address) => !address.startsWith('blob:')).map((address) => new URL(address).origin))
        .size,
    ).toBe(1)
  })
})

/** Whether anything is drawn on a canvas besides its frame: its colours are many. */
async function hasInk({ page }: ConsoleTab, name: RegExp): Promise<boolean> {
  const colours = await page.getByRole('img', { name }).evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    const seen = new Set<number>()
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at + 3] ?? 0) > 200)
        seen.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0))
    }
    return seen.size
  })
  return colours > 10
}

/** Moves over the map until a position is under the pointer, and picks it. */
async function search(
  { page }: ConsoleTab,
  box: { x: number; y: number; width: number; height: number } | null,
): Promise<void> {
  if (box === null) throw new Error('There is no map.')
  for (let dy = -60; dy <= 60; dy += 10) {
    for (let dx = -60; dx <= 60; dx += 10) {
      const [x, y] = [box.x + box.width / 2 + dx, box.y + box.height / 2 + dy]
      await page.mouse.move(x, y)
      if ((await page.locator('.map-box .tip').count()) === 0) continue
      await page.mouse.click(x, y)
      return
    }
  }
  throw new Error('No position was found on the map.')
}
