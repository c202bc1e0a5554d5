/**
 * Takes the pictures of docs/console.md anew, of a running system that has nothing yet:
 *
 *   ./floatchat up --detach
 *   scripts/run apps/console/test/pictures/takePictures.ts ADDRESS "$(./floatchat token)"
 *
 * It sends the real Argo files of this repository, a zip of which a file is cut short, and one that is no Argo file.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { malformedMissingPsal } from '@floatchat/fixtures/malformedMissingPsal'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'
import { zipOf } from '@floatchat/system-tests/zipOf'
import { chromium, type Page } from 'playwright-core'
import { findBrowser } from '../support/findBrowser.ts'

interface SentFile {
  readonly name: string
  readonly bytes: Buffer
}
interface Job {
  readonly job_id: string
  readonly dataset_id: number
  readonly status: string
  readonly stage: string | null
}

const [address = '', token = ''] = process.argv.slice(2)
const folder = join(import.meta.dirname, '../../../../docs/pictures')
const executablePath = findBrowser()
if (address === '' || token === '' || executablePath === undefined) {
  console.error('usage: takePictures.ts ADDRESS TOKEN, where there is a Chromium (CHROMIUM_PATH)')
  process.exit(2)
}
const headers = { authorization: `Bearer ${token}` }

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${address}/api/v1${path}`, { ...init, headers: { ...headers, ...init.headers } })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

async function send({ name, bytes }: SentFile): Promise<Job> {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)]), name)
  return ask<Job>('/datasets/upload', { method: 'POST', body: form })
}

/** When it is through, its summary among the rest. */
async function over({ job_id }: Job): Promise<Job> {
  for (;;) {
    const job = await ask<Job>(`/datasets/jobs/${job_id}`)
    if (job.status === 'failed' || (job.status === 'succeeded' && job.stage === null)) return job
    await sleep(300)
  }
}

const files = readdirSync(join(realArgoFiles, 'files')).map(
  (name): SentFile => ({ name, bytes: readFileSync(join(realArgoFiles, 'files', name)) }),
)
const named = (name: string): SentFile => {
  const file = files.find((one) => one.name === name)
  if (file === undefined) throw new Error(`There is no ${name} among the real files.`)
  return file
}
const bad = malformedMissingPsal()
const cut = named('BR6903247_135.nc')
const members = ['D4902252_001.nc', 'R2901746_001.nc', 'R5906072_116.nc'].map(named)
const zip = await zipOf([...members, { name: cut.name, bytes: cut.bytes.subarray(0, 4000) }])
const zipJob = await over(await send({ name: 'four-floats.zip', bytes: zip }))
const profiles = files.filter(({ name }) => !/_(tech|Rtraj)\.nc$/.test(name))
const jobs: [string, Job][] = []
// One after the other: the gateway takes no more than so many of one token at once.
for (const file of [...profiles, { name: bad.filename, bytes: bad.bytes }])
  jobs.push([file.name, await over(await send(file))])
const jobOf = (name: string): Job => {
  const found = jobs.find(([sent]) => sent === name)
  if (found === undefined) throw new Error(`${name} was not sent.`)
  return found[1]
}
await ask('/operations', {
  ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
  body: JSON.stringify({ kind: 'reprocess', float: '5906072', because: 'the pictures of the manual' }),
})

interface Picture {
  readonly name: string
  readonly hash: string
  readonly size?: readonly [number, number]
  readonly dark?: boolean
  /** What is there before the picture is taken; what it returns is all that is on it. */
  readonly ready: (page: Page) => Promise<unknown>
}

const pickTwo = async (page: Page): Promise<void> => {
  const picks = page.getByLabel(/^Pick /)
  await picks.first().check()
  await picks.nth(6).check()
}
const row = (page: Page) => page.locator('tbody tr').first().waitFor()
const synthetic = jobOf('2902746_Sprof.nc').dataset_id
const long = jobOf('5906072_prof.nc').dataset_id
const pictures: readonly Picture[] = [
  { name: 'console-dataset', hash: `#/datasets/${synthetic}`, size: [1440, 1500], ready: pickTwo },
  { name: 'console-job', hash: `#/jobs/${zipJob.job_id}`, ready: row },
  { name: 'console-floats', hash: '#/floats', size: [1440, 1100], ready: row },
  {
    ...{ name: 'console-ts', hash: `#/datasets/${synthetic}?view=ts`, size: [1440, 1500] },
    ready: (page) => page.getByRole('img', { name: /^Potential temperature/ }).waitFor(),
  },
  {
    ...{ name: 'console-section', hash: `#/datasets/${long}?view=section`, size: [1440, 1500], dark: true },
    ready: (page) => page.getByRole('img', { name: /over time/ }).waitFor(),
  },
  { name: 'console-stream', hash: '#/stream?status=refused', ready: row },
  {
    ...{ name: 'console-redrive', hash: '#/stream?status=refused' },
    async ready(page) {
      await row(page)
      await page.getByRole('button', { name: /^Discard all/ }).click()
      await page.getByText('would be discarded').first().waitFor()
    },
  },
  { name: 'console-operation', hash: '#/operations', ready: (page) => page.locator('tbody a').first().click() },
  { name: 'console-quality', hash: '#/quality', size: [1440, 1000], ready: row },
  { name: 'console-phone', hash: '#/jobs', size: [390, 844], ready: row },
]

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
for (const { name, hash, size: [width, height] = [1440, 900], dark = false, ready } of pictures) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.addInitScript((text) => sessionStorage.setItem('floatchat.token', text), token)
  await page.goto(`${address}/${hash}`)
  await page.locator('h1').waitFor()
  await ready(page)
  // Nothing is still being read.
  await page.waitForFunction(() => document.querySelector('.loading, .reading') === null)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await context.close()
  console.log(`${name}.png`)
}
await browser.close()
