import { takeProfileIds } from '@floatchat/db/profiles/takeProfileIds'
import type { CommonQueryMethods } from '@floatchat/db/types'

/** Ids taken at once; those left when the process ends are lost, of some two thousand million. */
const atOnce = 256

/** New profile ids, fetched ahead so that they seldom cost a round trip. */
export class ProfileIds {
  #ids: number[] = []

  /**
   * An id for each profile.
   *
   * @param connection who holds one gives it: waiting for a second one while holding the first is how
   * a pool locks up.
   */
  async take<Profile>(
    connection: CommonQueryMethods,
    profiles: readonly Profile[],
  ): Promise<ReadonlyMap<Profile, number>> {
    while (this.#ids.length < profiles.length) {
      const more = await takeProfileIds(connection, Math.max(atOnce, profiles.length))
      // Others may have taken some meanwhile: look again.
      this.#ids.push(...more)
    }
    const taken = this.#ids.splice(0, profiles.length)
    return new Map(profiles.map((profile, index) => [profile, taken[index] as number])) // As many as asked for.
  }
}
