/** Builds the console into `apps/console/dist`, which the gateway serves. */
import { buildConsole } from './buildConsole.ts'

await buildConsole()
