import { expect, test } from 'vitest'
import { boundingPolygon } from './boundingPolygon.ts'

const longitudes = [-180, -179.5, -90, -0.5, 0, 37, 90, 179, 180]

test.each(longitudes)('from %d the polygon is closed, on the globe, and its edges are short', (west) => {
  for (const east of longitudes) {
    const corners = boundingPolygon({ west, south: -80, east, north: 80 })
      .slice('POLYGON(('.length, -2)
      .split(', ')
      .map((text) => text.split(' ').map(Number) as [number, number])
    expect(corners.at(-1)).toEqual(corners[0])
    const off = corners.filter(([x, y], index) => {
      const [left, below] = corners[index - 1] ?? [x, y]
      const along = Math.abs(x - left)
      return Math.abs(x) > 180 || Math.min(along, 360 - along) > 1.001 || Math.abs(y - below) > 60.001
    })
    expect(off).toEqual([])
  }
})
