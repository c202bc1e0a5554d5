import { run } from '@floatchat/stack/run'
import { repositoryRoot } from '@floatchat/stack/stackSettings'

// A process of its own: the console is no package of ours but a client of the HTTP interface, and its builder is
// better gone from memory when it has built.
const script = `import { buildIfStale } from './console/scripts/buildIfStale.ts'
console.log(await buildIfStale() ? 'built' : 'fresh')`

/** Builds the console that the gateway serves, where its source has changed since it was built. */
export async function buildConsole(): Promise<void> {
  await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: repositoryRoot })
}
