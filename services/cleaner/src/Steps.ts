/**
 * Work that may be long, in steps: between two of them it can be left for a while, or for good. Each step names the
 * check that it belongs to, by its bit. No step takes more than some hundredths of a second, however long the profile.
 */
export type Steps<Result = void> = Generator<number, Result>

/** So many levels are a step where a level costs up to a microsecond. */
export const levelsAStep = 16_384

/** All steps at once, for who has nobody to keep waiting. */
export function runAtOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
