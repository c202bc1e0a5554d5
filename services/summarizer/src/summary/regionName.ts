import type { BoundingBox } from '@floatchat/contracts/generated/records'

type Region = readonly [name: string, west: number, south: number, east: number, north: number]

// Plain boxes around what oceanographers call these waters, smaller ones first: good enough for a sentence, and
// nothing that a position is judged by. West greater than east crosses the antimeridian.
const regions: readonly Region[] = [
  ['Red Sea', 32, 12.5, 43.5, 30],
  ['Persian Gulf', 47.5, 23.5, 57, 30.5],
  ['Black Sea', 27, 40.5, 42, 47.5],
  ['Mediterranean Sea', -6, 30, 36.5, 46],
  ['Baltic Sea', 9.5, 53.5, 30.5, 66],
  ['North Sea', -4, 51, 9, 61.5],
  ['Gulf of Mexico', -98, 18, -81, 31],
  ['Caribbean Sea', -88, 9, -60, 22],
  ['Labrador Sea', -65, 52, -45, 66],
  ['Nordic Seas', -20, 62, 20, 80],
  ['Sea of Japan', 127.5, 34, 142, 52],
  ['Sea of Okhotsk', 135, 44, 163, 62],
  ['Bering Sea', 162, 52, -157, 66.5],
  ['South China Sea', 105, 0, 121, 23],
  ['Arabian Sea', 50, 0, 77.5, 26],
  ['Bay of Bengal', 78, 5, 95, 23],
  ['Tasman Sea', 147, -47, 173, -28],
  ['eastern tropical Pacific', -84, 0, -77, 9],
  ['Arctic Ocean', -180, 66.5, 180, 90],
  ['Southern Ocean', -180, -90, 180, -55],
  ['North Atlantic', -82, 0, 20, 66.5],
  ['South Atlantic', -70, -60, 20, 0],
  ['Indian Ocean', 20, -60, 120, 30],
  ['North Pacific', 100, 0, -77, 66.5],
  ['South Pacific', 130, -60, -67, 0],
  ['Atlantic Ocean', -82, -60, 20, 66.5],
  ['Pacific Ocean', 100, -60, -67, 66.5],
]

/** The name of the waters that hold the whole box, where there is one. */
export function regionName(box: BoundingBox | null): string | null {
  if (box === null) return null
  return regions.find((region) => holds(region, box))?.[0] ?? null
}

function holds([, west, south, east, north]: Region, box: BoundingBox): boolean {
  if (box.south < south || box.north > north) return false
  const width = span(west, east)
  // How far the box reaches, counted eastwards from the region's western side.
  const from = (box.west - west + 360) % 360
  return width === 360 || (from <= width && from + span(box.west, box.east) <= width)
}

const span = (west: number, east: number) => (east >= west ? east - west : east - west + 360)
