import { z } from 'zod'

/** The request body of the document: JSON of this schema, as it comes in. */
export function jsonBody(schema: z.ZodType) {
  return {
    required: true,
    content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) } },
  }
}
