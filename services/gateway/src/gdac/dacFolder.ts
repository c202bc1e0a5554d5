/**
 * The folder of a GDAC by DATA_CENTRE. The codes are those of Argo reference table 4 (NVS collection R04,
 * http://vocab.nerc.ac.uk/collection/R04/current/), which names institutes; it does not say where their files stand. The
 * folders are those of the data assembly centres below `dac/` of the GDAC, each with the code that its own files carry in
 * column `institution` of `ar_index_global_prof.txt`.
 */
const centres: Readonly<Record<string, string>> = {
  ...{ AO: 'aoml', BO: 'bodc', CS: 'csiro', HZ: 'csio', IF: 'coriolis', IN: 'incois', JA: 'jma', KM: 'kma' },
  ...{ KO: 'kordi', ME: 'meds', NM: 'nmdis' },
}
/**
 * Institutes of reference table 4 that are no data assembly centre: their files go to the GDAC by way of the one of
 * their country (United States, Japan, Canada), or of Coriolis for Europe and Russia. No table says this; a file that
 * stands elsewhere at its GDAC is found here under the folder that this one says.
 */
const byWayOf: Readonly<Record<string, string>> = {
  ...{ MB: 'aoml', NA: 'aoml', PM: 'aoml', SI: 'aoml', UW: 'aoml', WH: 'aoml', JM: 'jma', CI: 'meds' },
  ...{ DK: 'coriolis', EA: 'coriolis', GE: 'coriolis', LV: 'coriolis', PL: 'coriolis', RU: 'coriolis' },
  ...{ SP: 'coriolis', VL: 'coriolis' },
}
const folders = new Map(Object.entries({ ...centres, ...byWayOf }))

/** The folders of the data assembly centres. */
export const dacFolders: readonly string[] = Object.values(centres).toSorted()

export function dacFolder(dataCentre: string | null): string {
  return folders.get(dataCentre?.toUpperCase() ?? '') ?? 'unknown'
}
