import type { FloatMetadata } from '@floatchat/contracts/generated/records'
import { type CommonQueryMethods, sql } from 'slonik'

export interface NewConfiguration {
  readonly datasetId: number
  readonly metadata: FloatMetadata
}

/** Records missions and sensors as `_meta.nc` files have them, in place of what was recorded of the same datasets. */
export async function saveConfigurations(
  connection: CommonQueryMethods,
  files: readonly NewConfiguration[],
): Promise<void> {
  if (files.length === 0) return
  const ids = sql.array(
    files.map(({ datasetId }) => datasetId),
    'int4',
  )
  await connection.query(sql.unsafe`delete from float_missions where dataset_id = any (${ids})`)
  await connection.query(sql.unsafe`delete from float_sensors where dataset_id = any (${ids})`)
  for (const { datasetId, metadata } of files) {
    const { platform_number: platform, date_update: date, missions, sensor_details: sensors } = metadata
    const updated = sql.fragment`to_timestamp(${date}::double precision / 1000)`
    await connection.query(
      sql.unsafe`
        insert into float_missions (dataset_id, platform_number, date_update, mission_number, comment, configuration)
        select ${datasetId}, ${platform}, ${updated}, number, nullif(comment, ''), configuration
        from jsonb_to_recordset(${JSON.stringify(missions)}::jsonb)
          as mission (number integer, comment text, configuration jsonb)`,
    )
    await connection.query(
      sql.unsafe`
        insert into float_sensors (dataset_id, platform_number, date_update, sensor_number, sensor, maker, model, serial_no)
        select ${datasetId}, ${platform}, ${updated}, place - 1, sensor ->> 'sensor', nullif(sensor ->> 'maker', ''),
          nullif(sensor ->> 'model', ''), nullif(sensor ->> 'serial_no', '')
        from jsonb_array_elements(${JSON.stringify(sensors)}::jsonb) with ordinality as listed (sensor, place)`,
    )
  }
}
