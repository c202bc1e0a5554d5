import { setTimeout as sleep } from 'node:timers/promises'

/** Asks until the check passes; its last failure is thrown after `seconds`. */
export async function eventually(check: () => void | Promise<void>, seconds = 30): Promise<void> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      await check()
      return
    } catch (error) {
      if (Date.now() > end) throw error
    }
    await sleep(100)
  }
}
