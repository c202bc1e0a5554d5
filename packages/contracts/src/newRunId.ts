import { randomBytes } from 'node:crypto'
import { type RunId, toRunId } from './ids.ts'

let lastTime = 0
let sequence = 0

/**
 * A new run identifier: UUID version 7 (RFC 9562, section 5.7, method 1), so that runs sort by the
 * time they began. Two made in one millisecond by one process still sort in the order they were made.
 */
export function newRunId(now: number = Date.now()): RunId {
  if (now > lastTime) {
    lastTime = now
    sequence = 0
  } else {
    sequence += 1
    if (sequence > 0xfff) {
      lastTime += 1
      sequence = 0
    }
  }
  const time = lastTime.toString(16).padStart(12, '0')
  const count = sequence.toString(16).padStart(3, '0')
  const tail = randomBytes(8)
  tail.writeUInt8((tail.readUInt8(0) & 0x3f) | 0x80, 0)
  const hex = tail.toString('hex')
  return toRunId(`${time.slice(0, 8)}-${time.slice(8)}-7${count}-${hex.slice(0, 4)}-${hex.slice(4)}`)
}

/** When a run began, milliseconds since 1970-01-01T00:00Z: the first 48 bits of its id. */
export function runTime(runId: string): number {
  return Number.parseInt(runId.replace('-', '').slice(0, 12), 16)
}
