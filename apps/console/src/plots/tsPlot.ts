import type { LoadedProfile } from '../explore/LoadedProfile.ts'
import { colorAt } from './colorMap.ts'
import { Extent } from './Extent.ts'
import { drawAxes, type Frame, toX, toY } from './Frame.ts'
import type { Palette } from './palette.ts'
import { isBad } from './profilePlot.ts'
import type { Surface } from './Surface.ts'
import { potentialTemperature, salinityAt, sigma0 } from './seaWater.ts'
import { numberTicks } from './ticks.ts'

/** Values of temperature and salinity together, one entry for each level that has both and a pressure. */
export interface TsProfile {
  readonly profile: LoadedProfile
  readonly count: number
  readonly salinity: Float32Array
  /** Potential temperature referred to the surface, degree Celsius. */
  readonly potential: Float32Array
  readonly pressure: Float32Array
  /** 1 where temperature or salinity failed a test or is bad. */
  readonly flagged: Uint8Array
}

export interface TsPlot {
  readonly profiles: readonly TsProfile[]
  readonly picked: ReadonlyMap<number, string>
  readonly spanFlagged: boolean
  /** Pressure at the end of the colours, decibar. */
  readonly deepest: number
}

const cache = new WeakMap<LoadedProfile, TsProfile | null>()

/** The best temperature and salinity of a profile; undefined where it has not both. */
export function tsProfile(profile: LoadedProfile): TsProfile | undefined {
  let known = cache.get(profile)
  if (known === undefined) {
    known = computeTs(profile) ?? null
    cache.set(profile, known)
  }
  return known ?? undefined
}

function computeTs(profile: LoadedProfile): TsProfile | undefined {
  const temp = profile.variables.get('TEMP')
  const psal = profile.variables.get('PSAL')
  if (temp?.best === undefined || psal?.best === undefined) return undefined
  const size = Math.min(temp.best.length, psal.best.length)
  const arrays = {
    salinity: new Float32Array(size),
    potential: new Float32Array(size),
    pressure: new Float32Array(size),
  }
  const flagged = new Uint8Array(size)
  let count = 0
  for (let index = 0; index < size; index += 1) {
    const t = temp.best[index] as number
    const s = psal.best[index] as number
    const p = profile.bestPressure[index] as number
    // The equation of state knows no negative salinity.
    if (!(s >= 0) || Number.isNaN(t) || Number.isNaN(p)) continue
    arrays.salinity[count] = s
    arrays.potential[count] = potentialTemperature(s, t, p)
    arrays.pressure[count] = p
    flagged[count] = Number(isBad(temp.failed, temp.bestQc, index) || isBad(psal.failed, psal.bestQc, index))
    count += 1
  }
  return count === 0 ? undefined : { profile, count, ...arrays, flagged }
}

export function tsFrame({ profiles, spanFlagged }: TsPlot, width: number, height: number): Frame {
  const x = new Extent()
  const y = new Extent()
  for (const all of spanFlagged ? [true] : [false, true]) {
    if (x.span !== undefined) break
    for (const { count, salinity, potential, flagged } of profiles) {
      for (let index = 0; index < count; index += 1) {
        if (!all && flagged[index] === 1) continue
        x.add(salinity[index] as number)
        y.add(potential[index] as number)
      }
    }
  }
  const [cold, warm] = y.padded(0.06) ?? [0, 30]
  const [fresh, salt] = x.padded(0.06) ?? [33, 37]
  return {
    left: 58,
    top: 14,
    width: Math.max(20, width - 58 - 96),
    height: Math.max(20, height - 60),
    x: [Math.max(0, fresh), salt],
    y: [warm, cold],
  }
}

/** Potential temperature over salinity, with lines of equal density. */
export function drawTsPlot(surface: Surface, plot: TsPlot, frame: Frame, palette: Palette): void {
  drawAxes(
    surface,
    frame,
    {
      xTicks: numberTicks(frame.x, Math.round(frame.width / 80)),
      yTicks: numberTicks([frame.y[1], frame.y[0]], 8),
      xLabel: 'Salinity (PSS-78)',
      yLabel: 'Potential temperature θ (°C)',
      xAt: 'bottom',
    },
    palette,
  )
  surface.clip(frame.left, frame.top, frame.width, frame.height, () => {
    drawDensities(surface, frame, palette)
    const { picked } = plot
    const behind = plot.profiles.filter(({ profile }) => !picked.has(profile.profile.profile_id))
    const front = plot.profiles.filter(({ profile }) => picked.has(profile.profile.profile_id))
    if (picked.size === 0) drawByPressure(surface, behind, frame, plot.deepest)
    else for (const one of behind) drawDots(surface, one, frame, palette.context, 0.8)
    for (const one of front)
      drawDots(surface, one, frame, picked.get(one.profile.profile.profile_id) ?? palette.ink, 1.8)
    for (const one of front.length > 0 ? front : behind) drawFlagged(surface, one, frame, palette)
  })
  if (plot.picked.size === 0) drawPressureBar(surface, frame, plot.deepest, palette)
}

/** Lines of equal potential density anomaly, from warm to cold water. */
function drawDensities(surface: Surface, frame: Frame, palette: Palette): void {
  const [warm, cold] = frame.y
  const [fresh, salt] = frame.x
  const ticks = numberTicks([sigma0(fresh, warm), sigma0(salt, Math.max(cold, -2.5))], 9)
  const steps = 60
  for (const { value, label } of ticks) {
    const xs: number[] = []
    const ys: number[] = []
    for (let step = 0; step <= steps; step += 1) {
      const theta = warm + ((cold - warm) * step) / steps
      const salinity = salinityAt(value, theta, Math.max(0, fresh - 1), salt + 1)
      xs.push(Number.isNaN(salinity) ? Number.NaN : toX(frame, salinity))
      ys.push(toY(frame, theta))
    }
    surface.line(xs, ys, xs.length, { stroke: palette.muted, width: 0.8, dash: [4, 4], opacity: 0.7 })
    // Named where it enters at the top or the right.
    const at = xs.findIndex((x) => x >= frame.left && x <= frame.left + frame.width)
    const last = xs.findLastIndex((x) => x >= frame.left && x <= frame.left + frame.width)
    const place = at === 0 ? 2 : last > 2 ? Math.max(0, at + 1) : -1
    const x = xs[place]
    const y = ys[place]
    if (x === undefined || y === undefined || Number.isNaN(x)) continue
    const inside = Math.min(frame.left + frame.width - 26, Math.max(frame.left + 4, x))
    surface.text(inside, y, label, { fill: palette.muted, size: 10, baseline: 'middle', halo: palette.ground })
  }
}

/** Steps of pressure that get a colour of their own. */
const shades = 24

function drawByPressure(surface: Surface, profiles: readonly TsProfile[], frame: Frame, deepest: number): void {
  const buckets = Array.from({ length: shades }, () => [[], []] as [number[], number[]])
  // A pixel that has a dot already gets no second one of the same colour.
  const seen = new Set<number>()
  for (const { count, salinity, potential, pressure, flagged } of profiles) {
    for (let index = 0; index < count; index += 1) {
      if (flagged[index] === 1) continue
      const shade = Math.max(0, Math.min(shades - 1, Math.floor(((pressure[index] as number) / deepest) * shades)))
      const x = toX(frame, salinity[index] as number)
      const y = toY(frame, potential[index] as number)
      const key = (Math.round(x) * 4096 + Math.round(y)) * shades + shade
      if (seen.has(key)) continue
      seen.add(key)
      buckets[shade]?.[0].push(x)
      buckets[shade]?.[1].push(y)
    }
  }
  for (const [shade, [xs, ys]] of buckets.entries()) {
    surface.marks(xs, ys, xs.length, {
      shape: 'circle',
      size: 1.5,
      colour: colorAt('deep', 0.12 + (0.88 * shade) / (shades - 1)),
    })
  }
}

function drawDots(surface: Surface, one: TsProfile, frame: Frame, colour: string, size: number): void {
  const xs: number[] = []
  const ys: number[] = []
  for (let index = 0; index < one.count; index += 1) {
    if (one.flagged[index] === 1) continue
    xs.push(toX(frame, one.salinity[index] as number))
    ys.push(toY(frame, one.potential[index] as number))
  }
  surface.marks(xs, ys, xs.length, { shape: 'circle', size, colour })
}

function drawFlagged(surface: Surface, one: TsProfile, frame: Frame, palette: Palette): void {
  const xs: number[] = []
  const ys: number[] = []
  for (let index = 0; index < one.count; index += 1) {
    if (one.flagged[index] === 0) continue
    xs.push(toX(frame, one.salinity[index] as number))
    ys.push(toY(frame, one.potential[index] as number))
  }
  surface.marks(xs, ys, xs.length, { shape: 'cross', size: 3, colour: palette.flagged })
}

function drawPressureBar(surface: Surface, frame: Frame, deepest: number, palette: Palette): void {
  const x = frame.left + frame.width + 18
  const step = frame.height / shades
  for (let shade = 0; shade < shades; shade += 1) {
    surface.rect(x, frame.top + shade * step, 12, step + 0.5, {
      fill: colorAt('deep', 0.12 + (0.88 * shade) / (shades - 1)),
    })
  }
  for (const { value, label } of numberTicks([0, deepest], 6)) {
    const y = frame.top + (value / deepest) * frame.height
    surface.text(x + 16, y, label, { fill: palette.muted, size: 11, baseline: 'middle' })
  }
  surface.text(x + 60, frame.top + frame.height / 2, 'Pressure (dbar)', {
    fill: palette.ink,
    size: 12,
    weight: 600,
    align: 'middle',
    rotate: 90,
  })
}

/** A value of the diagram: the profile, and which of its values. */
export interface TsHit {
  readonly of: TsProfile
  readonly index: number
}

/** The level nearest to a place, if one is near. */
export function hitTsPlot(plot: TsPlot, frame: Frame, atX: number, atY: number, within = 12): TsHit | undefined {
  let least = within * within
  let hit: TsHit | undefined
  for (const one of plot.profiles) {
    const isPicked = plot.picked.has(one.profile.profile.profile_id)
    for (let index = 0; index < one.count; index += 1) {
      const x = toX(frame, one.salinity[index] as number)
      const y = toY(frame, one.potential[index] as number)
      const distance = ((x - atX) ** 2 + (y - atY) ** 2) / (isPicked ? 4 : 1)
      if (distance >= least) continue
      least = distance
      hit = { of: one, index }
    }
  }
  return hit
}
