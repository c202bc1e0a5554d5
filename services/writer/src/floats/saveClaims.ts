import { deleteFloats } from '@floatchat/db/floats/deleteFloats'
import {
  type ClaimRow,
  deleteClaims,
  dropOldClaims,
  readHeldClaims,
  saveClaims,
} from '@floatchat/db/floats/floatClaims'
import type { FloatRow } from '@floatchat/db/floats/lockFloats'
import { saveFloats } from '@floatchat/db/floats/saveFloats'
import type { CommonQueryMethods } from '@floatchat/db/types'
import type { FloatClaim } from './FloatClaim.ts'
import { applyClaim, isCovered, mergeClaims } from './mergeClaims.ts'

/** What a file says of floats, to be recorded under its dataset. */
export interface FileClaims {
  readonly datasetId: number
  readonly runId: string
  readonly isHeld: boolean
  readonly claims: ReadonlyMap<string, FloatClaim>
}

/**
 * Records what files say of floats, in place of what stands under the former datasets, and makes the floats what held
 * files say. Where nothing is taken back the row only grows; else it is made anew of all that is said.
 */
export async function recordClaims(
  connection: CommonQueryMethods,
  files: readonly FileClaims[],
  former: readonly number[],
  floats: ReadonlyMap<string, FloatRow>,
): Promise<void> {
  const before = await deleteClaims(connection, former)
  await saveClaims(
    connection,
    files.flatMap(({ datasetId, runId, claims }) =>
      [...claims.values()].map(({ platformNumber, floatType, description }) => ({
        ...{ dataset_id: datasetId, platform_number: platformNumber, run_id: runId, float_type: floatType },
        ...description,
        metadata: description.metadata ?? null,
      })),
    ),
  )
  const said = new Map<string, FloatClaim>()
  const anew = new Set<string>()
  for (const { isHeld, claims } of files) {
    for (const [platform, claim] of claims) {
      if (isHeld) said.set(platform, mergeClaims(said.get(platform), claim))
      else anew.add(platform)
    }
  }
  for (const claim of before) {
    const now = said.get(claim.platform_number)
    if (now === undefined || !isCovered(claimOf(claim), now)) anew.add(claim.platform_number)
  }
  await saveFloats(
    connection,
    [...said].flatMap(([platform, claim]) => {
      const row = anew.has(platform) ? undefined : floats.get(platform)
      return row === undefined ? [] : (applyClaim(row, claim) ?? [])
    }),
  )
  await foldClaims(connection, [...anew], floats)
}

/** Makes floats what held files say of them; those of which none says anything go. */
export async function foldClaims(
  connection: CommonQueryMethods,
  platforms: readonly string[],
  floats: ReadonlyMap<string, FloatRow>,
): Promise<void> {
  if (platforms.length === 0) return
  const claims = Map.groupBy(await readHeldClaims(connection, platforms), (claim) => claim.platform_number)
  const changed: FloatRow[] = []
  const gone: number[] = []
  const covered: string[] = []
  for (const platform of platforms) {
    const row = floats.get(platform)
    if (row === undefined) continue
    const all = claims.get(platform) ?? []
    const held = foldOf(all.filter(({ dataset_id }) => dataset_id !== null))
    // Of a float that only a _meta.nc tells of nobody knows which it was.
    const old = all.find(
      ({ dataset_id, described_by }) => dataset_id === null && (held !== undefined || described_by === 'meta'),
    )
    if (old !== undefined && held !== undefined && isCovered(claimOf(old), held)) covered.push(platform)
    const folded = old === undefined ? held : mergeClaims(held, claimOf(old))
    if (folded === undefined) gone.push(row.float_id)
    else changed.push({ ...row, float_type: folded.floatType, ...folded.description })
  }
  await saveFloats(connection, changed)
  await deleteFloats(connection, gone)
  await dropOldClaims(connection, covered)
}

function foldOf(rows: readonly ClaimRow[]): FloatClaim | undefined {
  return rows.reduce<FloatClaim | undefined>((folded, row) => mergeClaims(folded, claimOf(row)), undefined)
}

function claimOf({ dataset_id: _dataset, platform_number, float_type, ...description }: ClaimRow): FloatClaim {
  return { platformNumber: platform_number, floatType: float_type, description }
}
