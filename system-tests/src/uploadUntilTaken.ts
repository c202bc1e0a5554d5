import { setTimeout as sleep } from 'node:timers/promises'
import type { System } from './openSystem.ts'

/** An upload may be refused while the bucket or the database is away: its client sends it again. */
export async function uploadUntilTaken(
  system: System,
  file: { readonly name: string; readonly bytes: Buffer },
): Promise<{ job_id: string }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await system.upload(file)
    } catch (error) {
      if (attempt === 200) throw error
      await sleep(250)
    }
  }
}
