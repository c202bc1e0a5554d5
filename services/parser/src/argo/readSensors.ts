import type { FloatSensor } from '@floatchat/contracts/generated/records'
import type { NetcdfFile } from '@floatchat/netcdf/NetcdfFile'
import { textCells } from './textCells.ts'

/** Real floats have up to 30. */
const mostSensors = 200
/** The texts of the format have up to 256 characters. */
const mostCharacters = 1024

/** The sensors of a float with maker, model and serial number, as a `_meta.nc` file lists them. */
export async function readSensors(file: NetcdfFile): Promise<FloatSensor[]> {
  const total = file.variables.get('SENSOR')?.shape[0] ?? 0
  const kept = Math.min(total, mostSensors)
  const texts = async (name: string) => {
    const variable = file.variables.get(name)
    const rank = variable?.type === 'char' ? 2 : 1
    const fits = variable?.shape[0] === total && variable.shape.length === rank && variable.rowBytes <= mostCharacters
    return fits && kept > 0 ? textCells(await file.read(variable, 0, kept), kept) : () => ''
  }
  const sensor = await texts('SENSOR')
  const maker = await texts('SENSOR_MAKER')
  const model = await texts('SENSOR_MODEL')
  const serial = await texts('SENSOR_SERIAL_NO')
  return Array.from({ length: kept }, (_, index) => ({
    sensor: sensor(index),
    maker: maker(index),
    model: model(index),
    serial_no: serial(index),
  })).filter((each) => each.sensor !== '')
}
