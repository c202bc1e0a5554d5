import { openSystem, type System } from '@floatchat/system-tests/openSystem'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { buildIfStale } from '../../scripts/buildIfStale.ts'

/** The real system, and a real browser that looks at it. */
export interface ConsoleUnderTest {
  readonly system: System
  /** A tab of its own session. With `signedIn` it has a token already. What the page complains of fails the test. */
  open(options?: BrowserContextOptions & { signedIn?: boolean; hash?: string }): Promise<ConsoleTab>
  close(): Promise<void>
}

export interface ConsoleTab {
  readonly page: Page
  /** What the browser complained of: refused by the policy, thrown, missing. */
  readonly complaints: readonly string[]
  /** All addresses that were asked for. */
  readonly addresses: readonly string[]
  close(): Promise<void>
}

/** Without a graphics card, and without the services that a browser calls home to. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openConsole(name: string, executablePath: string): Promise<ConsoleUnderTest> {
  await buildIfStale()
  const system = await openSystem(name)
  let browser: Browser
  try {
    browser = await chromium.launch({ executablePath, args: flags })
  } catch (error) {
    await system.close()
    throw error
  }
  return {
    system,
    async open({ signedIn = true, hash = '', ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      const complaints: string[] = []
      const addresses: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        // A refusal by the gateway is the test's own doing, and is shown to the person.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          complaints.push(message.text())
      })
      page.on('request', (request) => addresses.push(request.url()))
      if (signedIn) {
        await page.addInitScript((token) => {
          if (sessionStorage.getItem('floatchat.token') === null) sessionStorage.setItem('floatchat.token', token)
        }, system.token)
      }
      await page.goto(`${system.url}/${hash}`)
      return { page, complaints, addresses, close: () => context.close() }
    },
    async close() {
      await browser.close()
      await system.close()
    },
  }
}
