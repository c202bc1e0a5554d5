import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { databaseSettings } from '@floatchat/db/databaseSettings'
import { type MirrorSettings, mirrorSettings } from '@floatchat/mirroring/mirrorSettings'
import type { Bucket } from '@floatchat/objects/Bucket'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { createLogger, type Logger } from '@floatchat/service/logger'
import { readSettings } from '@floatchat/service/readSettings'
import { z } from 'zod'
import { commandSettings } from '../commandSettings.ts'
import { stopSignal } from '../stopSignal.ts'

const schema = z.object({ ...databaseSettings, ...objectSettings, ...mirrorSettings })

export interface CommandMirror {
  readonly database: Database
  readonly bucket: Bucket
  readonly log: Logger
  readonly settings: MirrorSettings
  readonly signal: AbortSignal
}

/** Runs a command's work beside the database and the bucket of the system in force, and closes both. */
export async function withMirror<T>(work: (parts: CommandMirror) => Promise<T>): Promise<T> {
  const settings = readSettings(schema, { ...commandSettings(), ...process.env })
  const options = { applicationName: 'floatchat-command', statementTimeoutMs: 'DISABLE_TIMEOUT' as const }
  const database = await connectDatabase(settings, options)
  const bucket = await connectBucket(settings)
  try {
    return await work({ database, bucket, log: createLogger('mirror', 'error'), settings, signal: stopSignal() })
  } finally {
    bucket.close()
    await database.close()
  }
}
