import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { httpSite } from './httpSite.ts'
import { retryAfterMs } from './patientFetch.ts'

const patience = { idleMs: 300, tries: 3, longestPauseMs: 50 }
const never = new AbortController().signal
let close: () => Promise<void> = async () => {}
afterEach(() => close())

/** A site whose requests are answered by these in turn, the last one again and again. */
async function siteOf(...answers: RequestListener[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    answer?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/pub`)
  return { site: httpSite(url, { mostFileBytes: 1000 }, patience), asked }
}

const whole: RequestListener = (_, response) => void response.writeHead(200).end('CDF and more')

describe('a source by HTTP', () => {
  it.each([429, 500, 503])('is asked again after status %i, as late as it says', async (status) => {
    const busy: RequestListener = (_, response) => void response.writeHead(status, { 'retry-after': '0' }).end('busy')
    const { site, asked } = await siteOf(busy, busy, whole)
    expect(await site.fetch('a/b.nc', undefined, never)).toMatchObject({ kind: 'bytes' })
    expect(asked).toEqual(Array.from({ length: 3 }, () => 'GET /pub/dac/a/b.nc'))
  })

  it.each<[string, RequestListener, string]>([
    ['it stays busy', (_, response) => void response.writeHead(503).end(), 'away'],
    ['it is not there', (request) => void request.socket.destroy(), 'away'],
    ['nothing comes', () => {}, 'away'],
    [
      'the body stands still',
      (_, response) => void response.writeHead(200, { 'content-length': 9 }).write('CDF'),
      'away',
    ],
    [
      'the body breaks off',
      (_, response) => void response.writeHead(200, { 'content-length': 9 }).write('CDF', () => response.destroy()),
      'away',
    ],
    ['it is forbidden', (_, response) => void response.writeHead(403).end(), 'file'],
    ['it is too large', (_, response) => void response.writeHead(200).end(Buffer.alloc(2000)), 'file'],
  ])('says so where %s', async (_, answer, kind) => {
    const { site } = await siteOf(answer)
    await expect(site.fetch('a/b.nc', undefined, never)).rejects.toMatchObject({ name: 'SiteProblem', kind })
  })

  it('is followed to where a file has moved', async () => {
    const moved: RequestListener = (_, response) => void response.writeHead(301, { location: '/new/b.nc' }).end()
    const { site, asked } = await siteOf(moved, whole)
    expect(await site.fetch('a/b.nc', undefined, never)).toMatchObject({ kind: 'bytes' })
    expect(asked.at(-1)).toBe('GET /new/b.nc')
  })

  it('says that a file is not there by 404 and 410 alone', async () => {
    for (const status of [404, 410]) {
      const { site } = await siteOf((_, response) => void response.writeHead(status).end())
      expect(await site.exists('a/b.nc', never)).toBe(false)
      expect(await site.fetch('a/b.nc', undefined, never)).toEqual({ kind: 'absent' })
      await close()
    }
    const { site } = await siteOf((_, response) => void response.writeHead(403).end())
    await expect(site.exists('a/b.nc', never)).rejects.toThrow('403')
  })

  it('does not give a file that changes while it is read', async () => {
    let version = 0
    const { site } = await siteOf((_, response) => {
      version += 1
      response.writeHead(200, { 'last-modified': new Date().toUTCString(), etag: `"${version}"` }).end('CDF')
    })
    await expect(site.fetch('a/b.nc', undefined, never)).rejects.toThrow('changed while it was read')
  })

  it('reads Retry-After in both of its forms', () => {
    expect(retryAfterMs('3')).toBe(3000)
    expect(retryAfterMs('Fri, 31 Dec 1999 23:59:59 GMT', Date.UTC(1999, 11, 31, 23, 59, 49))).toBe(10_000)
    expect(retryAfterMs('soon')).toBeUndefined()
    expect(retryAfterMs(null)).toBeUndefined()
  })
})
