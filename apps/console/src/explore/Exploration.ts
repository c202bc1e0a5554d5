import { batch, computed, signal } from '@preact/signals'
import { listProfiles, namedAtMost, type ProfilesOf, readProfiles } from '../api/datasets.ts'
import type { Profile } from '../api/generated/openApi.ts'
import type { Depth } from '../plots/depthZoom.ts'
import { type LoadedProfile, loadProfile } from './LoadedProfile.ts'
import { spread } from './spread.ts'
import { type FlagChoice, withFlags } from './withFlags.ts'

/** Profiles drawn over each other unless more are asked for. */
export const drawnAtMost = 300
const listPage = 1000

/**
 * What is looked at of a dataset or a float: its profiles, which float, which are picked, and the values as far as they have
 * come. Map, plots and list all show this one state.
 */
export class Exploration {
  readonly #of: ProfilesOf
  readonly #stop = new AbortController()
  #reading: AbortController | undefined
  /** Values that have come and are not shown yet. */
  readonly #fresh = new Map<number, LoadedProfile>()

  readonly profiles = signal<readonly Profile[]>([])
  /** How many there are in all, as soon as it is known. */
  readonly total = signal<number | undefined>(undefined)
  readonly problem = signal<unknown>(undefined)
  /** One float, or all. */
  readonly float = signal<string | undefined>(undefined)
  /** One data mode, or all. */
  readonly mode = signal<Profile['data_mode'] | undefined>(undefined)
  /** Values with which of Argo's flags are shown. */
  readonly flags = signal<FlagChoice>('all')
  /** What the plots over pressure are zoomed to; undefined for the whole depth. */
  readonly depth = signal<Depth | undefined>(undefined)
  readonly picked = signal<ReadonlySet<number>>(new Set())
  readonly hovered = signal<number | undefined>(undefined)
  /** Values by profile id. */
  readonly loaded = signal<ReadonlyMap<number, LoadedProfile>>(new Map())
  /** While values are read: how many of how many. */
  readonly reading = signal<{ done: number; of: number } | undefined>(undefined)

  readonly floats = computed(() =>
    [...new Set(this.profiles.value.map(({ platform_number }) => platform_number))].sort(),
  )
  /** Profiles of the float and the mode that are looked at. */
  readonly inView = computed(() => {
    const [float, mode] = [this.float.value, this.mode.value]
    if (float === undefined && mode === undefined) return this.profiles.value
    return this.profiles.value.filter(
      ({ platform_number, data_mode }) =>
        (float === undefined || platform_number === float) && (mode === undefined || data_mode === mode),
    )
  })
  /** Those of which the values are drawn: a spread of what is in view, and all that are picked. */
  readonly drawn = computed(() => {
    const picked = this.picked.value
    const some = new Set(spread(this.inView.value, drawnAtMost))
    return this.inView.value.filter((profile) => some.has(profile) || picked.has(profile.profile_id))
  })
  /** Their values, as far as they have come, in the order of the list. */
  readonly shown = computed(() => {
    const [loaded, flags] = [this.loaded.value, this.flags.value]
    return this.drawn.value.flatMap(({ profile_id }) => {
      const profile = loaded.get(profile_id)
      return profile === undefined ? [] : withFlags(profile, flags)
    })
  })

  constructor(of: ProfilesOf) {
    this.#of = of
  }

  /** Reads the list, page by page, until it is whole. */
  async readList(): Promise<void> {
    this.problem.value = undefined
    try {
      for (;;) {
        const so = this.profiles.peek()
        const page = await listProfiles(this.#of, listPage, so.length, this.#stop.signal)
        batch(() => {
          this.total.value = page.total
          this.profiles.value = [...so, ...page.profiles]
        })
        if (page.profiles.length === 0 || this.profiles.peek().length >= page.total) break
      }
      this.#forgetUnknown()
    } catch (problem) {
      if (!this.#stop.signal.aborted) this.problem.value = problem
    }
  }

  /** A shared address may name profiles that newer versions have replaced since. */
  #forgetUnknown(): void {
    const known = new Set(this.profiles.peek().map(({ profile_id }) => profile_id))
    const picked = this.picked.peek()
    const still = [...picked].filter((id) => known.has(id))
    if (still.length < picked.size) this.picked.value = new Set(still)
    const float = this.float.peek()
    if (float !== undefined && !this.floats.peek().includes(float)) this.float.value = undefined
  }

  /** Reads the values of what is drawn and not there yet. A new call takes the place of one that is under way. */
  async readValues(): Promise<void> {
    this.#reading?.abort()
    this.#keepFresh()
    const stop = new AbortController()
    this.#reading = stop
    const signal = AbortSignal.any([stop.signal, this.#stop.signal])
    const have = this.loaded.peek()
    const picked = this.picked.peek()
    const missing = this.drawn.peek().filter(({ profile_id }) => !have.has(profile_id))
    // What the person points at comes first.
    missing.sort((a, b) => Number(picked.has(b.profile_id)) - Number(picked.has(a.profile_id)))
    if (missing.length === 0) {
      this.reading.value = undefined
      return
    }
    let done = 0
    let told = performance.now()
    let rested = told
    const tell = (): void => {
      batch(() => {
        this.#keepFresh()
        this.reading.value = done < missing.length ? { done, of: missing.length } : undefined
      })
      told = performance.now()
    }
    tell()
    try {
      for (let from = 0; from < missing.length; from += namedAtMost) {
        const ids = missing.slice(from, from + namedAtMost).map(({ profile_id }) => profile_id)
        for await (const contents of readProfiles(this.#of, ids, signal)) {
          this.#fresh.set(contents.profile_id, loadProfile(contents))
          done += 1
          // Each telling draws all that has come: the more there is, the less often.
          if (performance.now() - told > 400 + 5 * this.loaded.peek().size) tell()
          // Values may come faster than they are taken in: whoever clicks meanwhile is answered.
          if (performance.now() - rested < 40) continue
          await new Promise((resolve) => setTimeout(resolve))
          rested = performance.now()
        }
      }
    } catch (problem) {
      if (!signal.aborted) this.problem.value = problem
    }
    if (this.#reading === stop) {
      done = missing.length
      tell()
    }
  }

  /** The values of all that is in view, or of the picked, however many: for taking them away. */
  async readAll(told: (done: number, of: number) => void): Promise<LoadedProfile[]> {
    const picked = this.picked.peek()
    const inView = this.inView.peek()
    const some = inView.filter(({ profile_id }) => picked.has(profile_id))
    const wanted = some.length > 0 ? some : inView
    const have = new Map(this.loaded.peek())
    const missing = wanted.flatMap(({ profile_id }) => (have.has(profile_id) ? [] : [profile_id]))
    for (let from = 0; from < missing.length; from += namedAtMost) {
      told(wanted.length - missing.length + from, wanted.length)
      const ids = missing.slice(from, from + namedAtMost)
      for await (const contents of readProfiles(this.#of, ids, this.#stop.signal))
        have.set(contents.profile_id, loadProfile(contents))
    }
    return wanted.flatMap(({ profile_id }) => {
      const profile = have.get(profile_id)
      return profile === undefined ? [] : withFlags(profile, this.flags.peek())
    })
  }

  #keepFresh(): void {
    if (this.#fresh.size === 0) return
    this.loaded.value = new Map([...this.loaded.peek(), ...this.#fresh])
    this.#fresh.clear()
  }

  /** Leaves the values that have not come yet. */
  stopReading(): void {
    this.#reading?.abort()
  }

  /** Picks one instead of those before, or with `also` one more (or one less). */
  pick(id: number, also: boolean): void {
    const before = this.picked.peek()
    if (!also) {
      this.picked.value = before.size === 1 && before.has(id) ? new Set() : new Set([id])
      return
    }
    const next = new Set(before)
    if (!next.delete(id)) next.add(id)
    this.picked.value = next
  }

  close(): void {
    this.#stop.abort()
  }
}
