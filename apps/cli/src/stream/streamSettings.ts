import { databaseSettings } from '@floatchat/db/databaseSettings'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { readSettings } from '@floatchat/service/readSettings'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'
import { commandSettings } from '../commandSettings.ts'

const schema = z.object({ ...stageSettings, ...databaseSettings, ...objectSettings })

/** The settings of the running system, or of the one that the environment names, for the commands on the stream. */
export function streamSettings(): z.output<typeof schema> {
  return readSettings(schema, { ...commandSettings(), ...process.env })
}
