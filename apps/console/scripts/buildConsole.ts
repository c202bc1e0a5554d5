import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { distFolder, stampName } from './distFolder.ts'
import { newestSource } from './newestSource.ts'
import { config } from './viteConfig.ts'

/**
 * Builds the console. It takes the place of the last one only when it is whole, so that whoever starts a gateway, or
 * builds at the same time, never finds half of it.
 */
export async function buildConsole(logLevel: 'error' | 'info' = 'info'): Promise<void> {
  const source = newestSource()
  const [fresh, old] = [`${distFolder}.${process.pid}`, `${distFolder}.${process.pid}.old`]
  await build({ ...config, logLevel, build: { ...config.build, outDir: fresh, emptyOutDir: true } })
  writeFileSync(join(fresh, stampName), `${source}\n`)
  try {
    renameSync(distFolder, old)
  } catch {
    // There was none.
  }
  try {
    renameSync(fresh, distFolder)
  } catch (error) {
    // Another build of the same sources was quicker; anything else is an error.
    if (!existsSync(join(distFolder, stampName))) throw error
    rmSync(fresh, { recursive: true, force: true })
  }
  rmSync(old, { recursive: true, force: true })
}
