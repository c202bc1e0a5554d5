import type { GeoPermissibleObjects } from 'd3-geo'
import { feature } from 'topojson-client'
import type { Topology } from 'topojson-specification'

export type Detail = 'coarse' | 'fine'

const shapes = new Map<Detail, Promise<GeoPermissibleObjects>>()

/** Land by Natural Earth, from this page's own server: at 1:110 million, or where one looks closer at 1:50 million. */
export function landShape(detail: Detail): Promise<GeoPermissibleObjects> {
  let shape = shapes.get(detail)
  if (shape === undefined) {
    shape = load(detail)
    shapes.set(detail, shape)
  }
  return shape
}

async function load(detail: Detail): Promise<GeoPermissibleObjects> {
  const loaded =
    detail === 'coarse' ? await import('world-atlas/land-110m.json') : await import('world-atlas/land-50m.json')
  const topology = loaded.default as unknown as Topology // The package has no types of its own.
  const land = topology.objects.land
  if (land === undefined) throw new Error('The package world-atlas holds no land.')
  return feature(topology, land)
}
