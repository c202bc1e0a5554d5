import { readFileSync } from 'node:fs'
import { formatJson } from '@floatchat/contracts/formatJson'
import { aclScript } from './aclScript.ts'
import { aclTable } from './aclTable.ts'
import { dashboard } from './dashboard.ts'
import { pipelineBlocks, withBlocks } from './pipelineBlocks.ts'
import { scaling } from './scaling.ts'

/** Texts of the files below deploy/ that are made and not written, whole or in part, by their paths. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const inPart = Object.entries(pipelineBlocks).map(([path, blocks]) => [
    path,
    withBlocks(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'), blocks),
  ])
  return {
    'kafka/acls.sh': aclScript(),
    'kafka/acls.md': aclTable(),
    'grafana/floatchat-ingestion.json': formatJson(dashboard()),
    'kubernetes/base/scaling.yaml': scaling(),
    ...(Object.fromEntries(inPart) as Record<string, string>),
  }
}
