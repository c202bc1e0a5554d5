import { formatJson } from '@floatchat/contracts/formatJson'
import { aclScript } from './aclScript.ts'
import { aclTable } from './aclTable.ts'
import { dashboard } from './dashboard.ts'

/** Texts of the files below deploy/ that are made and not written, by their paths. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'kafka/acls.sh': aclScript(),
    'kafka/acls.md': aclTable(),
    'grafana/floatchat-ingestion.json': formatJson(dashboard()),
  }
}
