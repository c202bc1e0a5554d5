import { fileURLToPath } from 'node:url'
import { run } from '@floatchat/stack/run'
import { repositoryRoot } from '@floatchat/stack/stackSettings'

// A process of its own: the builder is better gone from memory when it has built.
const builder = fileURLToPath(import.meta.resolve('@floatchat/console/buildIfStale'))
const script = `import { buildIfStale } from ${JSON.stringify(builder)}
console.log(await buildIfStale() ? 'built' : 'fresh')`

/** Builds the console that the gateway serves, where its source has changed since it was built. */
export async function buildConsole(): Promise<void> {
  await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: repositoryRoot })
}
