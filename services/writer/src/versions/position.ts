import type { Profile, ProfileCleaned } from '@floatchat/contracts/generated/records'

/** Bits of the real-time tests of date and position (Argo QC manual, tests 2 and 3). */
const impossibleDate = 1 << 2
const impossibleLocation = 1 << 3

/** Whether latitude and longitude name a place on the globe at all. */
export function isOnGlobe({ latitude, longitude }: Pick<Profile, 'latitude' | 'longitude'>): boolean {
  // Written so that NaN is nowhere.
  return latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
}

/**
 * Whether the position is not to be used: there is none, it is not on the globe, it fails the test of
 * impossible locations, or it was delivered as bad (4) or missing (9). It stays in the row as delivered.
 */
export function isPositionInvalid({
  profile,
  profile_failed_tests,
}: Pick<ProfileCleaned, 'profile' | 'profile_failed_tests'>): boolean {
  return (
    !isOnGlobe(profile) ||
    (profile_failed_tests & impossibleLocation) !== 0 ||
    profile.position_qc === '4' ||
    profile.position_qc === '9'
  )
}

/** Whether the time is not to be used for the range of dates: it is missing, impossible, or delivered as bad. */
export function isTimeInvalid({
  profile,
  profile_failed_tests,
}: Pick<ProfileCleaned, 'profile' | 'profile_failed_tests'>): boolean {
  return profile.timestamp === null || (profile_failed_tests & impossibleDate) !== 0 || profile.juld_qc === '4'
}
