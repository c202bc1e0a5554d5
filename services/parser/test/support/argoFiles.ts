import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'

export function argoFile(name: string): string {
  return join(realArgoFiles, 'files', name)
}

export function brokenFile(name: string): string {
  return join(realArgoFiles, 'broken', name)
}

export function oddFile(name: string): string {
  return join(realArgoFiles, 'odd', name)
}

export interface Truth {
  readonly cases: readonly TruthCase[]
}

export interface TruthCase {
  readonly file: string
  readonly data_model: string
  readonly data_type: string
  readonly format_version: string
  readonly n_prof: number
  readonly profiles: readonly TruthProfile[]
}

export interface TruthProfile {
  readonly i: number
  readonly platform: string
  readonly cycle: number
  readonly direction: string
  readonly data_mode: string | null
  readonly param_modes: Readonly<Record<string, string>> | null
  readonly juld: number | null
  readonly date: string | null
  readonly juld_qc: string
  readonly lat: number | null
  readonly lon: number | null
  readonly position_qc: string
  readonly vss: string | null
  readonly station_parameters: readonly string[]
  readonly params: Readonly<Record<string, TruthParameter>>
  readonly levels_with_best_pres: number
  readonly levels_with_best_pres_and_any_value: number
  readonly levels_with_raw_pres: number
}

export interface TruthParameter {
  readonly mode: string
  readonly source: string
  readonly n: number
  readonly sum: number
  readonly min: number | null
  readonly max: number | null
  readonly first: number | null
  readonly last: number | null
  readonly qc: Readonly<Record<string, number>>
  readonly raw_n: number
  readonly raw_sum: number
}

export function readTruth(): Truth {
  return JSON.parse(readFileSync(join(realArgoFiles, 'truth.json'), 'utf8'))
}
