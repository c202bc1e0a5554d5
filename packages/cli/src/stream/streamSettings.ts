import { databaseSettings } from '@floatchat/db/databaseSettings'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { readStackSettings } from '@floatchat/stack/stackSettings'
import { readSettings } from '@floatchat/stage/readSettings'
import { stageSettings } from '@floatchat/stage/stageSettings'
import { z } from 'zod'
import { effectiveSettings } from '../effectiveSettings.ts'

const schema = z.object({ ...stageSettings, ...databaseSettings, ...objectSettings })

/** The settings of the running system, or of the one that the environment names, for the commands on the stream. */
export function streamSettings(): z.output<typeof schema> {
  return readSettings(schema, { ...effectiveSettings(readStackSettings()), ...process.env })
}
