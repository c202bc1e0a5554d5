/** Longitude from -180 to 180 of one that may run from 0 to 360. What lies beyond is kept: the cleaner flags it. */
export function normaliseLongitude(longitude: number): number {
  return longitude > 180 && longitude <= 360 ? longitude - 360 : longitude
}
