import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '@floatchat/stack/stackSettings'

const cache = cacheFolder()
const kept = join(cache, 'kustomize')

/** The command that renders a folder of manifests, without the folder; undefined where there is none. */
export function findKustomize(): readonly [string, string] | undefined {
  const places = [['kubectl', 'kustomize'] as const, ['kustomize', 'build'] as const, [kept, 'build'] as const]
  return places.find(answers) ?? installed()
}

function answers([command, word]: readonly [string, string]): boolean {
  try {
    execFileSync(command, [word, '--help'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Debian's is too old. In CI it is built where Go is; on anybody's own machine nothing is installed unasked. */
function installed(): readonly [string, string] | undefined {
  if (process.env.CI !== 'true') return undefined
  mkdirSync(cache, { recursive: true })
  try {
    const env = { ...process.env, GOBIN: cache }
    const what = 'sigs.k8s.io/kustomize/kustomize/v5@v5.4.3'
    execFileSync('go', ['install', what], { env, stdio: 'ignore', timeout: 300_000 })
  } catch {
    return undefined
  }
  return [kept, 'build']
}
