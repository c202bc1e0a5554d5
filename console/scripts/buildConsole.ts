import { writeFileSync } from 'node:fs'
import { build } from 'vite'
import { newestSource } from './newestSource.ts'
import { stampFile } from './stampFile.ts'
import { config } from './viteConfig.ts'

/** Builds the console. Quiet unless something is wrong. */
export async function buildConsole(logLevel: 'warn' | 'info' = 'info'): Promise<void> {
  const source = newestSource()
  await build({ ...config, logLevel })
  writeFileSync(stampFile, `${source}\n`)
}
