import { floatFile } from '@floatchat/system-tests/floatFile'
import { seededJob, seedJobs } from '@floatchat/system-tests/seedJobs'
import { uploadUntilTaken } from '@floatchat/system-tests/uploadUntilTaken'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from './support/findBrowser.ts'
import { type ConsoleUnderTest, openConsole } from './support/openConsole.ts'

const browser = findBrowser()
if (browser === undefined) console.log('Skipped: thousands of files in the console, since there is no Chromium.')

const all = 40_000
const remembered = 5_000
const sent = 400
/** Uploads that a program without a page has under way at once. */
const connections = 8

describe.skipIf(browser === undefined)('thousands of files', () => {
  let open: ConsoleUnderTest

  beforeAll(async () => {
    open = await openConsole('thousands', browser ?? '')
    await seedJobs(open.system, all)
  })
  afterAll(() => open?.close())

  it('stand right after a reload, as soon as an empty page and their answers are there', {
    timeout: 300_000,
  }, async () => {
    const { page, close, addresses } = await open.open({ hash: '#/upload' })
    const ids = Array.from({ length: remembered }, (_, index) => seededJob(index + 1))
    const queries = () => addresses.filter((address) => address.endsWith('/jobs/query')).length
    const reloaded = async (shown: string): Promise<number> => {
      await page.reload({ waitUntil: 'commit' })
      await page.getByText(shown).first().waitFor({ timeout: 60_000 })
      return page.evaluate(() => performance.now())
    }
    const [empty, bare, full]: [number[], number[], number[]] = [[], [], []]
    for (let turn = 0; turn < 3; turn += 1) {
      await page.evaluate(() => localStorage.removeItem('floatchat.uploads'))
      empty.push(await reloaded('Upload'))
      bare.push(await askFor(ids))
      await page.evaluate((all) => {
        const uploads = all.map((jobId, index) => ({ jobId, path: `R${index + 1}.nc`, sizeBytes: 20_000 }))
        localStorage.setItem('floatchat.uploads', JSON.stringify(uploads))
      }, ids)
      const before = queries()
      full.push(await reloaded('In the database 4,500'))
      await page.getByText('Problems 500').waitFor()
      expect(queries() - before).toBeLessThanOrEqual(6)
    }
    const least = (times: readonly number[]): number => Math.min(...times)
    console.log(
      `${remembered} files after a reload: ${seconds(least(full))}; an empty page ${seconds(least(empty))}, their answers alone ${seconds(least(bare))}.`,
    )
    // On a machine so busy that the answers alone take longer, in twice their time and that of an empty page.
    expect(least(full)).toBeLessThan(Math.max(3000, 2 * (least(empty) + least(bare))))
    await close()
  })

  /** All of the jobs asked for without a page, a thousand at a time, milliseconds. */
  async function askFor(ids: readonly string[]): Promise<number> {
    const start = performance.now()
    for (let from = 0; from < ids.length; from += 1000) {
      const body = JSON.stringify({ job_ids: ids.slice(from, from + 1000), ended_only: true })
      const headers = { 'content-type': 'application/json' }
      await (await open.system.request('/datasets/jobs/query', { method: 'POST', headers, body })).json()
    }
    return performance.now() - start
  }

  it('are listed, the last page as soon as the first', { timeout: 300_000 }, async () => {
    const { page, close } = await open.open({ hash: '#/jobs' })
    await page.getByText('1–20 of 40,000 jobs').waitFor()
    const turn = async (label: string, shown: string): Promise<number> => {
      const start = performance.now()
      await page.getByRole('link', { name: label, exact: true }).click()
      await page.getByText(shown).waitFor()
      return performance.now() - start
    }
    const second = await turn('Page 2', '21–40 of 40,000 jobs')
    const last = await turn('Page 2,000', '39,981–40,000 of 40,000 jobs')
    await page.getByRole('link', { name: 'R1.nc', exact: true }).waitFor()
    const first = await turn('Page 1', '1–20 of 40,000 jobs')
    const said = [second, last, first].map((ms) => ms.toFixed(0)).join(', ')
    console.log(`Second, last and first page of 40,000 jobs: ${said} ms.`)
    await page.goto(`${open.system.url}/#/jobs?offset=100000`)
    await page.getByText('There are 40,000 jobs: this page lies beyond the last.').waitFor()
    await close()
  })

  // How fast is said and not asked for: the other tests run beside it.
  it(`are sent from the page, ${sent} at once, and all come into the database`, { timeout: 900_000 }, async () => {
    const filesOf = (platform: string) =>
      Array.from({ length: sent }, (_, index) => floatFile({ platform, cycles: [index + 1], levels: 30 }))
    const waiting = filesOf('5901500')
    const bareStart = performance.now()
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (let file = waiting.pop(); file !== undefined; file = waiting.pop())
          await uploadUntilTaken(open.system, file)
      }),
    )
    const bare = performance.now() - bareStart
    const { page, close, complaints } = await open.open({ hash: '#/upload' })
    const files = filesOf('5901600').map(({ name, bytes }) => ({
      ...{ name, mimeType: 'application/x-netcdf', buffer: bytes },
    }))
    await page.getByLabel('Files to upload').waitFor()
    let answered = 0
    const through = Promise.withResolvers<number>()
    const start = performance.now()
    page.on('response', (response) => {
      if (response.status() !== 202 || !response.url().endsWith('/datasets/upload')) return
      answered += 1
      if (answered === sent) through.resolve(performance.now() - start)
    })
    await page.getByLabel('Files to upload').setInputFiles(files)
    const fromPage = await through.promise
    console.log(
      `${sent} files: ${seconds(bare)} by ${connections} bare connections, ${seconds(fromPage)} from the page (${(bare / fromPage).toFixed(2)}).`,
    )
    await page.getByText(`In the database ${sent}`).waitFor({ timeout: 600_000 })
    expect(complaints).toEqual([])
    await close()
  })
})

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
