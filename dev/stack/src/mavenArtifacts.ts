import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages } from './installPackages.ts'
import type { Say } from './Part.ts'
import { run } from './run.ts'
import { cacheFolder } from './stackSettings.ts'

// 2.10 resolves a single archive without reading the descriptors of its parents, which later ones want.
const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:2.10'

/** What to bring: a library with all that it depends on, or one archive as it is. */
export type Artifacts =
  | { readonly dependencies: readonly string[] }
  | { readonly archive: string; readonly unpack?: boolean }

/**
 * The folder of the cache that holds these artifacts, filled by Maven where it is not there yet. It appears
 * whole or not at all, so that clones can share it and an interrupted download leaves nothing behind.
 *
 * @param name folder name, with the version: 'kafka-4.3.1'
 */
export async function mavenArtifacts(name: string, artifacts: Artifacts, say: Say): Promise<string> {
  const folder = join(cacheFolder(), name)
  if (existsSync(folder)) return folder
  await mavenIsThere(say)
  say(`Downloading ${name} by Maven.`)
  const draft = `${folder}.${randomBytes(4).toString('hex')}`
  mkdirSync(draft, { recursive: true })
  try {
    await download(draft, name, artifacts)
    renameSync(draft, folder)
  } catch (error) {
    // Another process may have been faster: its folder is as good.
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}

async function download(draft: string, name: string, artifacts: Artifacts): Promise<void> {
  // Maven's own store must not be written by several at once, and each part has a Maven of its own.
  const options = ['-B', '-q', `-Dmaven.repo.local=${join(cacheFolder(), 'maven', name)}`]
  const projectFolder = `${draft}.project`
  mkdirSync(projectFolder)
  try {
    writeFileSync(join(projectFolder, 'pom.xml'), pom('dependencies' in artifacts ? artifacts.dependencies : []))
    const cwd = { cwd: projectFolder }
    if ('dependencies' in artifacts) {
      await run('mvn', [...options, `${plugin}:copy-dependencies`, `-DoutputDirectory=${draft}`], cwd)
    } else {
      const goal = artifacts.unpack ? 'unpack' : 'copy'
      const out = [`-Dartifact=${artifacts.archive}`, `-DoutputDirectory=${draft}`]
      await run('mvn', [...options, `${plugin}:${goal}`, ...out], cwd)
    }
  } finally {
    rmSync(projectFolder, { recursive: true, force: true })
    rmSync(join(cacheFolder(), 'maven', name), { recursive: true, force: true })
  }
}

function pom(coordinates: readonly string[]): string {
  const dependencies = coordinates.map((coordinate) => {
    const [group, artifact, version] = coordinate.split(':')
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
  })
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>org.floatchat</groupId><artifactId>stack</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join('\n')}</dependencies></project>\n`
}

async function mavenIsThere(say: Say): Promise<void> {
  const there = await run('mvn', ['--version']).then(
    () => true,
    () => false,
  )
  if (!there) await installPackages('Maven', ['maven'], say)
}
