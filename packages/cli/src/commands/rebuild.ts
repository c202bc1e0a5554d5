import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readStackSettings, repositoryRoot } from '@floatchat/stack/stackSettings'
import type { Command } from '../Command.ts'
import { effectiveSettings } from '../effectiveSettings.ts'

export const rebuild: Command = {
  summary: 'Folds the state of all jobs anew from the topics, while gateways serve: after a mended projection.',
  usage: 'rebuild [--dry-run]',
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { 'dry-run': { type: 'boolean', default: false } } })
    // How events become jobs is the gateway's own: the command runs it, as `up` runs services.
    const script = join(repositoryRoot, 'services/gateway/src/rebuild.ts')
    const warnings = ['--disable-warning=ExperimentalWarning']
    const child = spawn(process.execPath, [...warnings, script, ...(values['dry-run'] ? ['--dry-run'] : [])], {
      env: { ...effectiveSettings(readStackSettings()), ...process.env },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const [code] = (await once(child, 'exit')) as [number | null]
    return code ?? 1
  },
}
