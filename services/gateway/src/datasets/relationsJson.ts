import { z } from 'zod'

const held = z.object({ dataset_id: z.int(), filename: z.string().nullable() })

export const relationsJson = z
  .object({
    same_bytes: z.array(held).describe('Other datasets with the same bytes.'),
    shown_from: z
      .array(held.extend({ profiles: z.int(), same_bytes: z.boolean() }))
      .describe('Where profiles of this dataset are shown from: the same, or newer or better versions of them.'),
    floats: z.array(z.string()).describe('Floats that it holds profiles of, or describes.'),
  })
  .meta({ id: 'DatasetRelations' })
