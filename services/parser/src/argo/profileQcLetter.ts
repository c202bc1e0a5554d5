/** By the flag's byte: 1 where it counts at all (0 to 8), 2 more where it is good (1, 2, 5, 8). */
const weight = new Uint8Array(256)
for (const flag of '012345678') weight[flag.charCodeAt(0)] = 1
for (const flag of '1258') weight[flag.charCodeAt(0)] = 3

/**
 * PROFILE_<P>_QC as the flags of the levels make it (Argo user manual, reference table 2a): the share of
 * good levels (1, 2, 5, 8) among those flagged 0 to 8.
 *
 * @returns A for all, B from 75 %, C from 50 %, D from 25 %, E for some, F for none, N where all are 0
 *   (no test was done); empty where no level counts.
 */
export function profileQcLetter(flags: Uint8Array, start: number, length: number): string {
  let counted = 0
  let good = 0
  let untested = 0
  const end = start + length
  for (let index = start; index < end; index += 1) {
    const flag = flags[index] as number // in range by the caller
    const each = weight[flag] as number // a table of all bytes
    counted += each & 1
    good += each >> 1
    if (flag === 0x30) untested += 1
  }
  if (counted === 0) return ''
  if (untested === counted) return 'N'
  const share = (100 * good) / counted
  if (share === 100) return 'A'
  if (share >= 75) return 'B'
  if (share >= 50) return 'C'
  if (share >= 25) return 'D'
  return good > 0 ? 'E' : 'F'
}
