import type { ReadingParameter } from '@floatchat/db/reading/readOutline'
import { besideCore } from '@floatchat/db/reading/readProfileArrays'
import type { ClassicAttribute, ClassicDeclaration } from '@floatchat/netcdf/ClassicFile'
import { fillTests, fillValue, parameterAttributes, textAttribute } from './parameterAttributes.ts'

const along = ['N_PROF', 'N_LEVELS']

/** The variables along N_LEVELS: best values with flag and error, or in mode expert all that was delivered. */
export function levelVariables(parameters: readonly ReadingParameter[], expert: boolean): ClassicDeclaration[] {
  if (expert) return parameters.flatMap(deliveredVariables)
  const besides = Object.values(besideCore)
    .filter((name) => parameters.some((one) => name.endsWith(one.name)))
    .map((name) =>
      measured(name, 'float', {
        ...parameterAttributes(name.slice('CTD_'.length), null),
        comment: textAttribute('At levels of a BGC sensor too, whatever its flag; the other variable counts it once.'),
      }),
    )
  return [...parameters.flatMap(bestVariables), ...besides, failed('OUTLIER_TESTS')]
}

function bestVariables({ name, units }: ReadingParameter): ClassicDeclaration[] {
  const attributes = parameterAttributes(name, units)
  return [measured(name, 'float', attributes), flags(`${name}_QC`), errors(`${name}_ERROR`, 'float', attributes)]
}

function deliveredVariables({ name, units, isDouble }: ReadingParameter): ClassicDeclaration[] {
  const type = isDouble ? 'double' : 'float'
  const attributes = parameterAttributes(name, units)
  return [
    measured(name, type, attributes),
    flags(`${name}_QC`),
    measured(`${name}_ADJUSTED`, type, attributes),
    flags(`${name}_ADJUSTED_QC`),
    errors(`${name}_ADJUSTED_ERROR`, type, attributes),
    failed(`${name}_FAILED_TESTS`),
  ]
}

type Attributes = Readonly<Record<string, ClassicAttribute>>

function measured(name: string, type: 'float' | 'double', attributes: Attributes): ClassicDeclaration {
  return { name, type, dimensions: along, attributes: { ...attributes, _FillValue: { type, values: [fillValue] } } }
}

function errors(name: string, type: 'float' | 'double', { units }: Attributes): ClassicDeclaration {
  const longName = textAttribute(
    'Contains the error on the adjusted values as determined by the delayed mode QC process',
  )
  return measured(name, type, { long_name: longName, ...(units === undefined ? {} : { units }) })
}

function flags(name: string): ClassicDeclaration {
  const attributes = {
    ...{ long_name: textAttribute('quality flag'), conventions: textAttribute('Argo reference table 2') },
    _FillValue: textAttribute(' '),
  }
  return { name, type: 'char', dimensions: along, attributes }
}

/** The bits of our quality tests that failed (argo.quality_tests). */
function failed(name: string): ClassicDeclaration {
  const attributes = {
    long_name: textAttribute('Quality tests that failed, as bits of /api/v1/quality-tests'),
    _FillValue: { type: 'int', values: [fillTests] },
  } as const
  return { name, type: 'int', dimensions: along, attributes }
}
