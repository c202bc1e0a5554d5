/**
 * The thread that holds the HDF5 library, which is synchronous and written in C: what it does with a
 * damaged file hurts this thread alone. One file at a time.
 *
 * @module
 */
import { flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { type DescribedVariable, describeFile } from './describeFile.ts'
import { allowOnly, fenceWorkerIn } from './fenceOfWorker.ts'
import { Hdf5Problem } from './Hdf5Problem.ts'
import type { Hdf5Ready, Hdf5Reply, Hdf5Request } from './protocol.ts'
import { takePrinted } from './quietConsole.ts'
import { readRows } from './readRows.ts'

// Only now, since it takes hold of the console's functions when it is loaded.
const { ready } = await import('h5wasm/node')
const module = await ready
// Where the service keeps compiled code, also that of its threads: before nothing can be written any more.
flushCompileCache()
fenceWorkerIn()

const port = parentPort
if (port === null) throw new Error('hdf5Worker runs as a worker thread only')

let file: bigint | undefined
let variables = new Map<string, DescribedVariable>()

port.on('message', (request: Hdf5Request) => {
  const { id } = request
  try {
    const [reply, transfer] = answer(request)
    port.postMessage({ id, ...reply }, transfer)
  } catch (error) {
    const known = error instanceof Hdf5Problem
    const problem = known ? error.message : `is not a sound HDF5 file (${String(error).slice(0, 200)})`
    port.postMessage({ id, problem, code: known ? error.code : 'MALFORMED_NETCDF' })
  }
})

port.postMessage({ ready: true } satisfies Hdf5Ready)

type Answer = Hdf5Reply extends infer Reply ? (Reply extends unknown ? Omit<Reply, 'id'> : never) : never

function answer(request: Hdf5Request): [Answer, ArrayBuffer[]] {
  switch (request.ask) {
    case 'open': {
      takePrinted()
      allowOnly(request.path)
      const opened = module.open(request.path, module.H5F_ACC_RDONLY, false, -1, -1)
      if (opened < 0) throw notOpened()
      file = opened
      const described = describeFile(module, opened)
      variables = new Map(described.variables.map((variable) => [variable.name, variable]))
      return [{ header: described.header }, []]
    }
    case 'read': {
      const variable = variables.get(request.name)
      if (file === undefined || variable === undefined) throw new Hdf5Problem(`has no variable ${request.name}`)
      const values = readRows(module, file, variable, request.from, request.to)
      const own = 'bytes' in values ? [values.bytes.buffer] : 'numbers' in values ? [values.numbers.buffer] : []
      return [{ values }, own as ArrayBuffer[]] // made here, never shared
    }
    case 'close': {
      if (file !== undefined) module.close_file(file)
      file = undefined
      variables = new Map()
      allowOnly(undefined)
      return [{ closed: true, memoryBytes: module.HEAPU8.length }, []]
    }
  }
}

function notOpened(): Hdf5Problem {
  const [, size, stated] = /truncated file: eof = (\d+),.*stored_eof = (\d+)/.exec(takePrinted()) ?? []
  if (stated !== undefined) return new Hdf5Problem(`is cut short: it ends at byte ${size} of ${stated}`, 'TRUNCATED')
  return new Hdf5Problem('is damaged: it cannot be opened as HDF5')
}
