import type { ReadingParameter } from '@floatchat/db/reading/readOutline'
import type { ProfileArrays } from '@floatchat/db/reading/readProfileArrays'
import type { TextColumnName } from '@floatchat/db/reading/readProfileHeads'
import type { ClassicAttribute, ClassicDeclaration } from '@floatchat/netcdf/ClassicFile'
import { type ClassicLayout, type ClassicPlace, layOutClassicFile } from '@floatchat/netcdf/layOutClassicFile'
import { levelVariables } from './levelVariables.ts'
import { textAttribute } from './parameterAttributes.ts'
import { fillOf, type ProfileVariable, profileVariables } from './profileVariables.ts'

export interface ProfileFileOptions {
  readonly profileCount: number
  readonly widths: Readonly<Record<TextColumnName, number>>
  /** Undefined where no levels are sent. */
  readonly levels:
    | { readonly count: number; readonly expert: boolean; readonly parameters: readonly ReadingParameter[] }
    | undefined
  /** The most that a profile has. */
  readonly parameterCount: number
  readonly more?: readonly ProfileVariable[]
  /** Global attributes besides those of every file. */
  readonly attributes: Readonly<Record<string, string>>
  /** When it is made, YYYYMMDDHHMISS in UTC. */
  readonly now: string
}

/** A profile as a record of the file takes it. */
export interface ProfileRecord {
  readonly head: Parameters<ProfileVariable['value']>[0]
  /** Its parameters, and R, A or D for each. */
  readonly parameters: ProfileArrays['parameters']
  readonly variables: ProfileArrays['variables']
}

const nameWidth = 64

/**
 * An Argo-like multi-profile file of which N_PROF is the record dimension: the values of a profile stand together, so
 * that it can be sent profile by profile once its sizes are known. CDF-2, since it may pass 2 GiB.
 */
export class ProfileFile {
  readonly #layout: ClassicLayout
  readonly #records: ReadonlyMap<string, ClassicPlace>
  readonly #own: readonly ProfileVariable[]
  /** What is in a record where nothing is put: fill values. */
  readonly #blank: Buffer
  readonly #fixed: Readonly<Record<string, string>>

  constructor({ profileCount, widths, levels, parameterCount, more = [], attributes, now }: ProfileFileOptions) {
    this.#own = [...profileVariables, ...more]
    this.#fixed = {
      ...{ DATA_TYPE: 'Argo profile', FORMAT_VERSION: '3.1', HANDBOOK_VERSION: '1.2' },
      ...{ REFERENCE_DATE_TIME: '19500101000000', DATE_CREATION: now, DATE_UPDATE: now },
    }
    const dimensions: Record<string, number> = { N_PROF: profileCount, N_PARAM: Math.max(1, parameterCount) }
    if (levels !== undefined) dimensions.N_LEVELS = Math.max(1, levels.count)
    const ofWidth = (width: number) => {
      dimensions[`STRING${width}`] = width
      return `STRING${width}`
    }
    const variables: ClassicDeclaration[] = [
      ...Object.entries(this.#fixed).map(([name, value]) => chars(name, [ofWidth(value.length)])),
      ...this.#own.map((variable) => declared(variable, widths, ofWidth)),
      chars('STATION_PARAMETERS', ['N_PROF', 'N_PARAM', ofWidth(nameWidth)]),
      chars('PARAMETER_DATA_MODE', ['N_PROF', 'N_PARAM']),
      ...(levels === undefined ? [] : levelVariables(levels.parameters, levels.expert)),
    ]
    const texts = {
      ...{ title: 'Argo float vertical profiles', Conventions: 'Argo-3.1 CF-1.6', featureType: 'trajectoryProfile' },
      ...attributes,
    }
    const global = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, textAttribute(text)]))
    this.#layout = layOutClassicFile({
      ...{ version: 2, dimensions, unlimited: 'N_PROF', attributes: global, variables },
    })
    this.#records = new Map(
      this.#layout.places.filter(({ isRecord }) => isRecord).map((place) => [place.variable.name, place]),
    )
    this.#blank = this.#makeBlank()
  }

  /** Header and what is there once. */
  head(): Buffer {
    const { header, places, recordsBegin } = this.#layout
    const bytes = Buffer.alloc(recordsBegin, ' ')
    header.copy(bytes)
    for (const { variable, isRecord, begin, length, paddedLength } of places) {
      if (isRecord) continue
      bytes.write(this.#fixed[variable.name] ?? '', begin, length, 'latin1')
      bytes.fill(0, begin + length, begin + paddedLength)
    }
    return bytes
  }

  get recordSize(): number {
    return this.#layout.recordSize
  }

  /** The bytes of a profile. */
  record({ head, parameters, variables }: ProfileRecord): Buffer {
    const bytes = Buffer.from(this.#blank)
    for (const { name, value } of this.#own) this.#put(bytes, name, value(head))
    const names = this.#records.get('STATION_PARAMETERS')
    const most = (names?.length ?? 0) / nameWidth
    for (const [index, parameter] of parameters.slice(0, most).entries()) {
      bytes.write(parameter.name, this.#at('STATION_PARAMETERS') + index * nameWidth, nameWidth, 'latin1')
      bytes.write(parameter.dataMode, this.#at('PARAMETER_DATA_MODE') + index, 1, 'latin1')
    }
    for (const [name, values] of variables) this.#putLevels(bytes, name, values)
    return bytes
  }

  #at(name: string): number {
    return (this.#records.get(name)?.begin ?? 0) - this.#layout.recordsBegin
  }

  #put(bytes: Buffer, name: string, value: string | number | null): void {
    const place = this.#records.get(name)
    if (place === undefined || value === null) return
    const at = place.begin - this.#layout.recordsBegin
    if (place.variable.type === 'char') bytes.write(String(value), at, place.length, 'utf8')
    else if (place.variable.type === 'int') bytes.writeInt32BE(Number(value), at)
    else bytes.writeDoubleBE(Number(value), at)
  }

  #putLevels(bytes: Buffer, name: string, values: Float64Array | string): void {
    const place = this.#records.get(name)
    if (place === undefined) return
    const at = place.begin - this.#layout.recordsBegin
    if (typeof values === 'string') {
      bytes.write(values, at, place.length, 'latin1')
      return
    }
    const { type } = place.variable
    const size = type === 'double' ? 8 : 4
    const count = Math.min(values.length, place.length / size)
    for (let level = 0; level < count; level += 1) {
      const value = values[level] as number // The index is below the length.
      if (Number.isNaN(value)) continue
      if (type === 'double') bytes.writeDoubleBE(value, at + level * size)
      else if (type === 'int') bytes.writeInt32BE(value, at + level * size)
      else bytes.writeFloatBE(value, at + level * size)
    }
  }

  #makeBlank(): Buffer {
    const bytes = Buffer.alloc(this.#layout.recordSize)
    for (const { variable, begin, length } of this.#records.values()) {
      const at = begin - this.#layout.recordsBegin
      const end = at + length
      if (variable.type === 'char') bytes.fill(' ', at, end)
      else if (variable.type === 'int') for (let i = at; i < end; i += 4) bytes.writeInt32BE(fillOf(variable.name), i)
      else if (variable.type === 'float') for (let i = at; i < end; i += 4) bytes.writeFloatBE(fillOf(variable.name), i)
      else for (let i = at; i < end; i += 8) bytes.writeDoubleBE(fillOf(variable.name), i)
    }
    return bytes
  }
}

function declared(
  { name, type, attributes }: ProfileVariable,
  widths: ProfileFileOptions['widths'],
  ofWidth: (width: number) => string,
): ClassicDeclaration {
  if (typeof type === 'string') return { name, type, dimensions: ['N_PROF'], attributes }
  const width = typeof type.widthOf === 'number' ? type.widthOf : widths[type.widthOf]
  return { ...chars(name, width === 1 ? ['N_PROF'] : ['N_PROF', ofWidth(width)]), attributes }
}

function chars(name: string, dimensions: readonly string[]): ClassicDeclaration {
  const blank: Record<string, ClassicAttribute> = { _FillValue: textAttribute(' ') }
  return { name, type: 'char', dimensions, attributes: blank }
}
