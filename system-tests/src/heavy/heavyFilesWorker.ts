import { parentPort, workerData } from 'node:worker_threads'
import { heavies } from './heavyFiles.ts'

const { name, platform } = workerData as { name: string; platform: string }
const heavy = heavies.find((one) => one.name === name)
if (heavy === undefined) throw new Error(`there is no heavy file '${name}'`)
parentPort?.postMessage(await heavy.make(platform))
