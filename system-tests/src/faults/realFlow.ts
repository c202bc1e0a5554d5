import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'
import type { Flow } from './underFault.ts'

/** The real profile files that the project holds, singles and whole floats, core, B and synthetic, in the order of their names. */
export const realFlow: Flow = readdirSync(join(realArgoFiles, 'files'))
  .sort()
  .filter((name) => !/_(Rtraj|tech|meta)\.nc$/.test(name))
  .map((name) => ({ name, bytes: readFileSync(join(realArgoFiles, 'files', name)) }))
