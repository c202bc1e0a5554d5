import type { FloatMetadata, FloatType, Profile } from '@floatchat/contracts/generated/records'
import type { FloatRow } from '@floatchat/db/floats/lockFloats'
import { countryOf } from './countryOf.ts'

/** What a source says of a float, taken or left as a whole. */
export type FloatDescription = Pick<
  FloatRow,
  | 'described_by'
  | 'described_date_update'
  | 'deployment_date'
  | 'deployment_lat'
  | 'deployment_lon'
  | 'country'
  | 'program'
  | 'platform_type'
  | 'metadata'
>

/** What a file says of one float. */
export interface FloatClaim {
  readonly platformNumber: string
  readonly floatType: FloatType
  readonly description: FloatDescription
}

export function claimOfProfile(profile: Profile): FloatClaim {
  return {
    platformNumber: profile.platform_number,
    floatType: profile.float_type,
    description: {
      described_by: 'profile',
      described_date_update: profile.date_update,
      deployment_date: null,
      deployment_lat: null,
      deployment_lon: null,
      country: countryOf(profile.data_centre),
      program: clip(profile.project_name),
      platform_type: profile.platform_type || null,
      metadata: null,
    },
  }
}

export function claimOfMetadata(metadata: FloatMetadata): FloatClaim {
  // In tables of their own: they are large, and this row is read for every file of the float.
  const { missions: _missions, missions_left_out: _left, sensor_details: _sensors, ...described } = metadata
  return {
    platformNumber: metadata.platform_number,
    floatType: metadata.float_type,
    description: {
      described_by: 'meta',
      described_date_update: metadata.date_update,
      deployment_date: metadata.deployment_date,
      deployment_lat: metadata.deployment_latitude,
      deployment_lon: metadata.deployment_longitude,
      country: countryOf(metadata.data_centre),
      program: clip(metadata.program ?? metadata.project_name ?? ''),
      platform_type: metadata.platform_type,
      metadata: described,
    },
  }
}

/** As long as the column, which carries over from the Python service; Argo's own fields are 64. */
function clip(program: string): string | null {
  return program.slice(0, 200) || null
}
