/**
 * The folder of a GDAC by DATA_CENTRE. Institutes without a data centre of their own send their files by way of one
 * (Argo user manual, reference table 4).
 */
const folders: Readonly<Record<string, string>> = {
  ...{ AO: 'aoml', PM: 'aoml', SI: 'aoml', UW: 'aoml', WH: 'aoml', NA: 'aoml' },
  ...{ IF: 'coriolis', GE: 'coriolis', LV: 'coriolis', RU: 'coriolis', SP: 'coriolis', VL: 'coriolis' },
  ...{ JA: 'jma', JM: 'jma', BO: 'bodc', CS: 'csiro', HZ: 'csio', IN: 'incois', KM: 'kma', KO: 'kordi' },
  ...{ ME: 'meds', CI: 'meds', NM: 'nmdis' },
}

export function dacFolder(dataCentre: string | null): string {
  return folders[dataCentre?.toUpperCase() ?? ''] ?? 'unknown'
}
