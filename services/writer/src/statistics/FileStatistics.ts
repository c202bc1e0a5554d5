import type { DatasetStatistics, ProfileCleaned } from '@floatchat/contracts/generated/records'
import { isPositionInvalid, isTimeInvalid } from '../versions/position.ts'
import type { ProfileContents } from '../versions/profileContents.ts'
import { boundingBox, type Place } from './boundingBox.ts'

/**
 * Facts of one dataset, gathered profile by profile. They are those of the file, of every profile of it
 * that could be ingested, whether or not a better version of it is in the database: so they depend on
 * the file and on nothing else.
 */
export class FileStatistics {
  readonly #platforms = new Set<string>()
  readonly #variables = new Set<string>()
  readonly #places: Place[] = []
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY
  #profiles = 0
  #measurements = 0
  #outliers = 0

  /** Counts the profile, or throws and counts nothing of it. */
  add(cleaned: ProfileCleaned, { levels, outliers }: Pick<ProfileContents, 'levels' | 'outliers'>): void {
    const { profile } = cleaned
    const timestamp = isTimeInvalid(cleaned) ? null : profile.timestamp
    const hasPosition = !isPositionInvalid(cleaned)
    this.#platforms.add(profile.platform_number)
    this.#profiles += 1
    for (const { name, raw, adjusted } of profile.parameters) {
      if (raw.length > 0 || adjusted.length > 0) this.#variables.add(name)
    }
    if (timestamp !== null) {
      this.#first = Math.min(this.#first, timestamp)
      this.#last = Math.max(this.#last, timestamp)
    }
    if (hasPosition && profile.longitude !== null && profile.latitude !== null) {
      this.#places.push({ longitude: profile.longitude, latitude: profile.latitude })
    }
    this.#measurements += levels
    this.#outliers += outliers
  }

  /** A float that the file tells of without a profile of it, as a _meta.nc does. */
  addFloat(platformNumber: string): void {
    this.#platforms.add(platformNumber)
  }

  facts(): DatasetStatistics {
    const dated = Number.isFinite(this.#first)
    return {
      date_range_start: dated ? this.#first : null,
      date_range_end: dated ? this.#last : null,
      bounding_box: boundingBox(this.#places),
      float_count: this.#platforms.size,
      profile_count: this.#profiles,
      measurement_count: this.#measurements,
      outlier_count: this.#outliers,
      variables: [...this.#variables].sort(),
    }
  }
}
