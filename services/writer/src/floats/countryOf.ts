/** Countries of the data centres (Argo user manual, reference table 4). No file names a country. */
const countries: Readonly<Record<string, string>> = {
  AO: 'United States',
  BO: 'United Kingdom',
  CS: 'Australia',
  HZ: 'China',
  IF: 'France',
  IN: 'India',
  JA: 'Japan',
  KM: 'Republic of Korea',
  KO: 'Republic of Korea',
  ME: 'Canada',
  NM: 'China',
}

/** @param dataCentre DATA_CENTRE; null and what the table does not list have no country. */
export function countryOf(dataCentre: string | null): string | null {
  return dataCentre === null ? null : (countries[dataCentre.trim().toUpperCase()] ?? null)
}
