import type { NumericValues } from '@floatchat/netcdf/NetcdfFile'

/** Lengths along each axis: as they were written, and as they are. */
export interface Lengths {
  readonly stored: readonly number[]
  readonly whole: readonly number[]
}

/**
 * Values laid out over longer axes, what was never written being the fill: along an unlimited dimension a variable
 * may have been written less far than others. The array itself where nothing is longer.
 */
export function spreadNumbers<V extends NumericValues>(values: V, lengths: Lengths, fill: number): V {
  const size = product(lengths.whole)
  if (values.length === size) return values
  const target = new (values.constructor as new (length: number) => V)(size) // a longer array of the same type
  target.fill(fill)
  for (const { from, to, length } of runsOf(lengths)) target.set(values.subarray(from, from + length), to)
  return target
}

/** The same for texts, which are empty where they were never written. */
export function spreadTexts(texts: string[], lengths: Lengths): string[] {
  const size = product(lengths.whole)
  if (texts.length === size) return texts
  const target = Array.from({ length: size }, () => '')
  for (const { from, to, length } of runsOf(lengths)) {
    for (let index = 0; index < length; index += 1) target[to + index] = texts[from + index] ?? ''
  }
  return target
}

interface Run {
  readonly from: number
  readonly to: number
  readonly length: number
}

/** The runs of values that lie together in what was written as in the whole. */
function* runsOf({ stored, whole }: Lengths): Generator<Run> {
  const [count = 1, ...inner] = stored
  const wholeInner = whole.slice(1)
  const [step, wholeStep] = [product(inner), product(wholeInner)]
  if (step === wholeStep) {
    yield { from: 0, to: 0, length: count * step }
    return
  }
  for (let index = 0; index < count; index += 1) {
    for (const { from, to, length } of runsOf({ stored: inner, whole: wholeInner })) {
      yield { from: from + index * step, to: to + index * wholeStep, length }
    }
  }
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((all, length) => all * length, 1)
}
