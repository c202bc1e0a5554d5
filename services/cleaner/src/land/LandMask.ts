import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

const require = createRequire(import.meta.url)

/** Cells of a tenth of a degree: 11 km from north to south. */
const perDegree = 10
const columns = 360 * perDegree
const rows = 180 * perDegree
/**
 * Land is what lies so many cells within it, 22 km at least from north to south: coastlines are drawn at 1:50 million,
 * fjords and small islands are left out, and a float may come near a coast.
 */
const margin = 2

type Ring = readonly (readonly number[])[]

/**
 * Where there is land for certain, by the land of Natural Earth at 1:50 million (npm `world-atlas`, public domain). It
 * knows no heights and no lakes, and cannot tell what lies within 22 km of a coast; the manual wants bathymetry.
 */
export class LandMask {
  readonly #inland: Uint8Array

  private constructor(inland: Uint8Array) {
    this.#inland = inland
  }

  static async load(): Promise<LandMask> {
    const path = require.resolve('world-atlas/land-50m.json')
    // The shape that the package documents.
    const topology = JSON.parse(await readFile(path, 'utf8')) as Topology<{ land: GeometryCollection }>
    const rings = feature(topology, topology.objects.land).features.flatMap(({ geometry }): Ring[] =>
      geometry.type === 'MultiPolygon'
        ? geometry.coordinates.flat()
        : geometry.type === 'Polygon'
          ? geometry.coordinates
          : [],
    )
    return new LandMask(eroded(drawn(rings)))
  }

  /** Degrees; longitude -180 to 180. */
  isLand(latitude: number | null, longitude: number | null): boolean {
    if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return false
    const row = Math.min(rows - 1, Math.floor((latitude + 90) * perDegree))
    const column = Math.floor((longitude + 180) * perDegree) % columns
    return this.#inland[row * columns + column] === 1
  }
}

/** A cell is land where its centre is within an odd number of rings. */
function drawn(rings: readonly Ring[]): Uint8Array {
  const land = new Uint8Array(rows * columns)
  for (const ring of rings) drawRing(land, unwrapped(ring))
  return land
}

/** Without the leap from 180 to -180 degrees; a ring round the South Pole is closed along it. */
function unwrapped(ring: Ring): [x: number, y: number][] {
  let turns = 0
  const points = ring.map(([x = 0, y = 0], index): [number, number] => {
    const before = ring[index - 1]?.[0] ?? x
    if (Math.abs(x - before) > 180) turns += x < before ? 360 : -360
    return [x + turns, y]
  })
  const [first, last] = [points[0], points.at(-1)]
  if (turns !== 0 && first !== undefined && last !== undefined) points.push([last[0], -90], [first[0], -90], first)
  return points
}

/** Turns the cells within the ring from sea to land, or back: a ring within a ring is a sea. */
function drawRing(land: Uint8Array, points: readonly [x: number, y: number][]): void {
  const crossings = new Map<number, number[]>()
  for (const [index, [toX, toY]] of points.entries()) {
    const [fromX, fromY] = points[index - 1] ?? [toX, toY]
    const [low, high] = fromY < toY ? [fromY, toY] : [toY, fromY]
    const first = Math.max(0, Math.ceil((low + 90) * perDegree - 0.5))
    for (let row = first; row < rows && centre(row) < high; row += 1) {
      const at = fromX + ((centre(row) - fromY) / (toY - fromY)) * (toX - fromX)
      const found = crossings.get(row)
      if (found === undefined) crossings.set(row, [at])
      else found.push(at)
    }
  }
  for (const [row, found] of crossings) {
    found.sort((a, b) => a - b)
    for (let pair = 0; pair + 1 < found.length; pair += 2) {
      const to = Math.ceil(((found[pair + 1] ?? 0) + 180) * perDegree - 0.5)
      for (let column = Math.ceil(((found[pair] ?? 0) + 180) * perDegree - 0.5); column < to; column += 1) {
        const cell = row * columns + (((column % columns) + columns) % columns)
        land[cell] = 1 - (land[cell] ?? 0)
      }
    }
  }
}

const centre = (row: number): number => (row + 0.5) / perDegree - 90

/** The land without its rim; round the antimeridian, and the poles have no rim. */
function eroded(land: Uint8Array): Uint8Array {
  const wide = new Uint8Array(land.length)
  const inland = new Uint8Array(land.length)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let all = 1
      for (let step = -margin; step <= margin; step += 1) {
        all &= land[row * columns + ((column + step + columns) % columns)] ?? 0
      }
      wide[row * columns + column] = all
    }
  }
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let all = 1
      for (let step = -margin; step <= margin; step += 1) {
        const other = row + step
        if (other >= 0 && other < rows) all &= wide[other * columns + column] ?? 0
      }
      inland[row * columns + column] = all
    }
  }
  return inland
}
