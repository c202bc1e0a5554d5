import { type Frame, fromY } from './Frame.ts'

/** Decibar, from top to bottom. */
export type Depth = readonly [top: number, bottom: number]

/** Less depth than this shows nothing, decibar. */
const leastHeight = 5

/**
 * The depth after zooming by a factor; `about` stays where it is, by default the top, since most happens towards the
 * surface. Undefined stands for the whole depth.
 */
export function zoomedDepth([top, bottom]: Depth, whole: Depth, factor: number, about = top): Depth | undefined {
  const height = Math.max(leastHeight, (bottom - top) * factor)
  if (height >= whole[1] - whole[0]) return undefined
  const above = ((about - top) / (bottom - top)) * height
  const from = Math.max(whole[0], Math.min(whole[1] - height, about - above))
  return [from, from + height]
}

/** The depth between two heights of a picture; undefined where they are too near to be meant. */
export function draggedDepth(frame: Frame, from: number, to: number, whole: Depth): Depth | undefined {
  const top = Math.max(whole[0], fromY(frame, Math.min(from, to)))
  const bottom = Math.min(whole[1], fromY(frame, Math.max(from, to)))
  return bottom - top > 1 ? [top, bottom] : undefined
}

/** What is asked for as far as it is there; else the whole. */
export function depthWithin(asked: Depth | undefined, whole: Depth): Depth {
  if (asked === undefined) return whole
  const depth: Depth = [Math.max(asked[0], whole[0]), Math.min(asked[1], whole[1])]
  return depth[1] > depth[0] ? depth : whole
}

/** `100,500` of an address. */
export function parseDepth(text: string | null): Depth | undefined {
  const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(text ?? '')
  const [top, bottom] = [Number(match?.[1]), Number(match?.[2])]
  return bottom > top ? [top, bottom] : undefined
}

export const depthText = (depth: Depth | undefined): string | undefined =>
  depth?.map((pressure) => String(Math.round(10 * pressure) / 10)).join(',')
