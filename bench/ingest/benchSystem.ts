import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { UploadOptions } from '@floatchat/cli/ingest/uploadFile'
import { sql } from 'slonik'
import { z } from 'zod'
import { startBenchSystem } from '../startBenchSystem.ts'
import { uploadAll } from '../uploadAll.ts'

const command = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))

/** The whole system, and `./floatchat` to send files to it. */
export async function benchSystem() {
  const { home, environment, gateway, database, close } = await startBenchSystem()

  return {
    ...{ home, gateway, database, close },
    upload: (files: readonly string[], atOnce: number, options: UploadOptions = {}) =>
      uploadAll(gateway, files, atOnce, options),
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
  }

  async function openJobs(): Promise<number> {
    const count = z.object({ count: z.coerce.number() })
    return database.pool.oneFirst(sql.type(count)`
      select count(*) from ingestion_jobs where status in ('pending', 'running')`)
  }
}
