import type { FloatType } from '@floatchat/contracts/generated/records'
import type { FloatRow } from '@floatchat/db/floats/lockFloats'
import { compareTexts } from '../versions/compareVersions.ts'
import type { FloatClaim, FloatDescription } from './FloatClaim.ts'

/** Of several files the last in this order holds. */
const typeOrder: Readonly<Record<FloatType, number>> = { core: 0, deep: 1, BGC: 2 }

/** The greater of two claims to one float, part by part. The order of claims does not matter, nor their repetition. */
export function mergeClaims(a: FloatClaim | undefined, b: FloatClaim): FloatClaim {
  if (a === undefined) return b
  return {
    platformNumber: b.platformNumber,
    floatType: greaterType(a.floatType, b.floatType),
    description: compareDescriptions(a.description, b.description) >= 0 ? a.description : b.description,
  }
}

/** The row after the claim, or undefined where it stays as it is. */
export function applyClaim(row: FloatRow, claim: FloatClaim): FloatRow | undefined {
  const floatType = greaterType(row.float_type, claim.floatType)
  const better = compareDescriptions(claim.description, row) > 0
  if (floatType === row.float_type && !better) return undefined
  return { ...row, float_type: floatType, ...(better ? claim.description : {}) }
}

/** Whether the one claim says nothing that goes beyond the other. */
export function isCovered(a: FloatClaim, b: FloatClaim): boolean {
  return greaterType(b.floatType, a.floatType) === b.floatType && compareDescriptions(a.description, b.description) <= 0
}

function greaterType(a: FloatType, b: FloatType): FloatType {
  return typeOrder[a] >= typeOrder[b] ? a : b
}

/** A _meta.nc beats a profile, a newer DATE_UPDATE an older; then the text of it all decides, alike everywhere. */
function compareDescriptions(a: FloatDescription, b: FloatDescription): number {
  return (
    rank(a) - rank(b) ||
    compareNumbers(
      a.described_date_update ?? Number.NEGATIVE_INFINITY,
      b.described_date_update ?? Number.NEGATIVE_INFINITY,
    ) ||
    compareTexts(canonical(a), canonical(b))
  )
}

function rank({ described_by }: FloatDescription): number {
  if (described_by === null) return 0
  return described_by === 'profile' ? 1 : 2
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : Number(a > b)
}

function canonical(d: FloatDescription): string {
  return JSON.stringify(
    sorted([
      d.deployment_date,
      d.deployment_lat,
      d.deployment_lon,
      d.country,
      d.program,
      d.platform_type,
      d.metadata ?? null,
    ]),
  )
}

/** PostgreSQL's jsonb gives the keys of an object back in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compareTexts(a, b))
      .map(([key, item]) => [key, sorted(item)]),
  )
}
