/** A sensor that its data centre holds for doubtful, from a day on, until another day or for good. */
export interface GreyListEntry {
  /** PLATFORM_CODE. */
  readonly platform: string
  /** PARAMETER_NAME. */
  readonly parameter: string
  /** START_DATE, days since 1950-01-01. */
  readonly from: number
  /** END_DATE, days since 1950-01-01; null where it is open. */
  readonly to: number | null
  /** QUALITY_CODE: the flag for the parameter's values. */
  readonly flag: number
}

/** The entries of Argo's grey list by platform. */
export type GreyList = ReadonlyMap<string, readonly GreyListEntry[]>
