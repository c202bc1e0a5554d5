import { connectDatabase } from '@floatchat/db/connectDatabase'
import { mirrorSettings } from '@floatchat/mirroring/mirrorSettings'
import { openSites } from '@floatchat/mirroring/openSites'
import { type MirrorRequest, type MirrorRun, runMirror } from '@floatchat/mirroring/runMirror'
import { type Finding, verifyMirror } from '@floatchat/mirroring/verifyMirror'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { createLogger } from '@floatchat/service/logger'
import { z } from 'zod'
import type { System } from '../openSystem.ts'

export interface TestMirror {
  run(request?: Partial<MirrorRequest>): Promise<MirrorRun>
  verify(deep: boolean): Promise<Finding[]>
  close(): Promise<void>
}

/** A mirror of these addresses in this process, beside a running system; `more` are settings that differ. */
export async function openMirror(
  system: System,
  addresses: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<TestMirror> {
  const settings = z.object(mirrorSettings).parse({ MIRROR_IDLE_SECONDS: '5', MIRROR_TRIES: '2', ...more })
  const database = await connectDatabase({ DATABASE_URL: system.env.DATABASE_URL ?? '' })
  const bucket = await connectBucket(z.object(objectSettings).parse(system.env))
  const never = new AbortController()
  const parts = { database, bucket, log: createLogger('mirror', 'silent'), signal: never.signal }
  return {
    async run(request = {}) {
      for (;;) {
        const run = await runMirror(parts, {
          ...{ sites: await openSites(addresses, settings), only: [], atOnce: 4, graceHours: 0, maxWithdrawShare: 0.3 },
          ...request,
        })
        // One that was killed has the lead until the database has noticed.
        if (run !== undefined) return run
      }
    },
    async verify(deep) {
      const request = { sites: await openSites(addresses, settings), only: [], deep, atOnce: 4, signal: never.signal }
      return Array.fromAsync(verifyMirror(database, request))
    },
    async close() {
      bucket.close()
      await database.close()
    },
  }
}
