/** Builds the console into `console/dist`, which the gateway serves. */
import { buildConsole } from './buildConsole.ts'

await buildConsole()
