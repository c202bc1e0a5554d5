import { layOutHeavyFile } from '@floatchat/fixtures/layOutHeavyFile'
import { writeHdf5File } from '@floatchat/fixtures/writeHdf5File'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'
import { floatFile } from '../floatFile.ts'
import { zipOf } from '../zipOf.ts'

export interface HeavyUpload {
  readonly name: string
  readonly bytes: Buffer
}

/** A file that is small to send and dear to handle, made when it is asked for. */
export interface Heavy {
  readonly name: string
  /** @param platform the float that it is of, so that no file has another's profiles */
  readonly make: (platform: string) => Promise<HeavyUpload>
}

const smooth = {
  pressure: (level: number) => 2 + level * 0.5,
  temperature: (level: number) => 3 + 20 * Math.exp(-level / 900),
  salinity: (level: number) => 34.6 + 0.8 * Math.exp(-level / 900),
}
/** As random as it has to be, and the same each time. */
const noise = (level: number) => (Math.imul(level, 2_654_435_761) >>> 8) / 2 ** 24
/** Water that leaps from level to level, so that every level is a candidate for a spike. */
const leaping = {
  temperature: (level: number) => 5 + 20 * noise(level),
  salinity: (level: number) => 33 + 4 * noise(level + 7),
}
/** A moored float, or a test bench: everything at one depth. */
const moored = { ...leaping, pressure: () => 500 }
/** Nearly one pressure, so that no two levels are the same and all are within reach of each other. */
const hovering = { ...leaping, pressure: (level: number) => 500 + (level % 977) / 10_000 }
/** A narrow spike every few levels, each of them a candidate. */
const spiky = {
  pressure: (level: number) => 100 + level / 200,
  temperature: (level: number) => 10 + (level % 3 === 1 ? 5 : 0),
  salinity: (level: number) => 35 + (level % 3 === 1 ? 2 : 0),
}

type Rules = Omit<Parameters<typeof layOutHeavyFile>[0], 'platformNumber'>

/** What has held the pipeline up, or lost data, and files of the same kinds. */
export const quickHeavies: readonly Heavy[] = [
  classic('14,000 levels at nearly one pressure', { profiles: 1, levels: 14_000, ...hovering }),
  classic('20,000 levels of narrow spikes', { profiles: 1, levels: 20_000, ...spiky }),
  classic('1,003 names of parameters in each of 50 profiles', {
    profiles: 50,
    levels: 10,
    moreNames: 1_000,
    ...smooth,
  }),
]

export const heavies: readonly Heavy[] = [
  ...quickHeavies,
  classic('40,000 levels at one pressure', { profiles: 1, levels: 40_000, ...moored }),
  hdf5('30,000 equal pressures, deflated', { profiles: 1, levels: 30_000, ...moored }),
  hdf5('2 million names of parameters, deflated', { profiles: 2_000, levels: 1, moreNames: 1_000, ...smooth }),
  hdf5('a million levels in one profile', { profiles: 1, levels: 1_000_000, ...smooth }),
  classic('3 million levels in one profile', { profiles: 1, levels: 3_000_000, ...smooth }),
  hdf5('10 million levels in one profile', { profiles: 1, levels: 10_000_000, ...moored }),
  hdf5('20,000 profiles of 200 levels', { profiles: 20_000, levels: 200, ...smooth }),
  hdf5('200,000 profiles of one level', { profiles: 200_000, levels: 1, ...smooth }),
  hdf5('a million profiles of one level', { profiles: 1_000_000, levels: 1, ...smooth }),
  hdf5('33,000 profiles of one cycle', { profiles: 33_000, levels: 2, cycle: () => 7, ...smooth }),
  {
    name: 'a zip of 10,000 members',
    make: async (platform) => {
      // Of floats of its own: the same members again would be counted to the zip before.
      const own = String(10 + (Number(platform) % 90))
      const members = Array.from({ length: 10_000 }, (_, index) =>
        floatFile({ platform: own + String(index).padStart(5, '0'), cycles: [1], levels: 3 }),
      )
      return { name: 'ten-thousand.zip', bytes: await zipOf(members) }
    },
  },
]

function classic(name: string, rules: Rules): Heavy {
  return {
    name,
    make: async (platform) => ({ name: fileName(name), bytes: writeClassicFile(layOut(platform, rules)) }),
  }
}

function hdf5(name: string, rules: Rules): Heavy {
  return {
    name,
    make: async (platform) => ({ name: fileName(name), bytes: await writeHdf5File(layOut(platform, rules)) }),
  }
}

function layOut(platformNumber: string, rules: Rules) {
  return layOutHeavyFile({ platformNumber, ...rules })
}

function fileName(name: string): string {
  return `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.nc`
}
