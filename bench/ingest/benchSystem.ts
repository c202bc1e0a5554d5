import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Gateway, type UploadOptions, uploadFile } from '@floatchat/cli/ingest/uploadFile'
import { makeToken } from '@floatchat/cli/makeToken'
import { connectDatabase } from '@floatchat/db/connectDatabase'
import { startSystem } from '@floatchat/local/system/startSystem'
import { stopSystem } from '@floatchat/local/system/stopSystem'
import { limitConcurrency } from '@floatchat/service/limitConcurrency'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { sql } from 'slonik'
import { z } from 'zod'

const command = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))

/** The whole system with its default settings, in a folder of its own. */
export async function benchSystem() {
  const home = mkdtempSync(join(tmpdir(), 'floatchat-bench-'))
  const environment = {
    ...process.env,
    ...{ FLOATCHAT_HOME: home, FLOATCHAT_STACK: 'processes', FLOATCHAT_ANY_PORT: '1', LOG_LEVEL: 'warn' },
  }
  const settings = readStackSettings(environment)
  const system = await startSystem({ settings, say: (sentence) => console.error(sentence) })
  const database = await connectDatabase({ DATABASE_URL: system.variables.DATABASE_URL ?? '' })
  const secretKey = 'dev-secret-key-change-in-production'
  const token = await makeToken({ secretKey, role: 'admin', subject: 'bench', expires: '1d' })
  const gateway: Gateway = { url: system.gatewayUrl, token }

  return {
    home,
    gateway,
    database,
    /** Sends the files over so many connections. */
    async upload(files: readonly string[], atOnce: number, options: UploadOptions = {}): Promise<void> {
      const inTurn = limitConcurrency(atOnce)
      await Promise.all(files.map((file) => inTurn(() => uploadOne(gateway, file, options))))
    },
    /** Resolves when no job is under way any more. */
    async allEnded(): Promise<void> {
      while ((await openJobs()) > 0) await sleep(20)
    },
    /** Runs `./floatchat` with these words, and gives the last line of what it says. */
    async command(words: readonly string[]): Promise<string> {
      const child = spawn(process.execPath, [command, ...words], {
        env: environment,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let output = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
      await new Promise((resolve) => child.once('close', resolve))
      return output.trimEnd().split('\n').at(-1) ?? ''
    },
    async close(): Promise<void> {
      await database.close()
      await stopSystem(home)
      rmSync(home, { recursive: true, force: true })
    },
  }

  async function openJobs(): Promise<number> {
    const count = z.object({ count: z.coerce.number() })
    return database.pool.oneFirst(sql.type(count)`
      select count(*) from ingestion_jobs where status in ('pending', 'running')`)
  }
}

async function uploadOne(gateway: Gateway, file: string, options: UploadOptions): Promise<void> {
  const answer = await uploadFile(gateway, file, options)
  if (answer.status !== 202) throw new Error(`${file}: ${answer.status} ${answer.body}`)
}
