import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages } from './installPackages.ts'
import type { Environment, Say } from './Part.ts'
import { run } from './run.ts'

const oldest = 17
let found: Promise<string> | undefined

/** The Java that runs the servers, 17 or later; installed where there is none. */
export async function findJava(say: Say, environment: Environment = process.env): Promise<string> {
  found ??= find(say, environment)
  return found
}

async function find(say: Say, environment: Environment): Promise<string> {
  const home = environment.JAVA_HOME
  const candidates = [...(home ? [join(home, 'bin', 'java')] : []), 'java']
  for (const candidate of candidates) if ((await majorVersion(candidate)) >= oldest) return candidate
  await installPackages(`Java ${oldest} or later`, ['default-jre-headless'], say)
  if ((await majorVersion('java')) >= oldest) return 'java'
  // The system's default is older than what it offers beside it.
  const packaged = '/usr/lib/jvm/java-17-openjdk-amd64/bin/java'
  if (existsSync(packaged)) return packaged
  throw new Error(`The Java of this system is older than ${oldest}: please install Java ${oldest} or later.`)
}

async function majorVersion(java: string): Promise<number> {
  const text = await run(java, ['--version']).catch(() => '')
  return Number(/^\S+ (\d+)/.exec(text)?.[1] ?? 0)
}
