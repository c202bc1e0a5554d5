/** A source of numbers that gives the same for the same seed (mulberry32). */
export type Random = (below: number) => number

export function seeded(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const absurd = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x10000, 0x00ffffff]

/**
 * A damaged copy of a file: a few of flipped bytes, absurd lengths, offsets that lead elsewhere, ranges
 * copied over others, and one end that is cut off or stretched. Most of it goes into the header, where the
 * lengths and offsets are.
 */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let result = Buffer.from(bytes)
  const place = () => random(random(4) === 0 ? result.length : Math.min(result.length, 16_384))
  for (let times = 1 + random(6); times > 0 && result.length > 8; times -= 1) {
    const at = place()
    switch (random(7)) {
      case 0:
        result[at] = random(256)
        break
      case 1:
        result[at] = (result[at] ?? 0) ^ (1 << random(8))
        break
      case 2:
        if (at + 4 <= result.length) result.writeUInt32BE(absurd[random(absurd.length)] ?? 0, at & ~3)
        break
      case 3:
        if (at + 8 <= result.length) result.writeUInt32LE(absurd[random(absurd.length)] ?? 0, at)
        break
      case 4: {
        // An offset or a length taken from elsewhere in the file: loops, overlaps, lists within lists.
        const from = place() & ~3
        result.copy(result, at & ~3, from, Math.min(from + 4 * (1 + random(8)), result.length))
        break
      }
      case 5:
        if (at + 4 <= result.length) result.writeUInt32BE(random(result.length * 2), at & ~3)
        break
      default:
        if (random(3) === 0) result = Buffer.from(result.subarray(0, 4 + place()))
        else if (random(4) === 0) result = Buffer.concat([result, Buffer.alloc(random(64), random(256))])
        else result.fill(random(256), at, Math.min(at + random(64), result.length))
    }
  }
  return result
}
