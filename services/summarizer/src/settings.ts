import { refuseDevelopmentSecrets } from '@floatchat/service/refuseDevelopmentSecrets'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'

const positive = z.coerce.number().positive()
const count = z.coerce.number().int().positive()

export const settings = z
  .object({
    ...stageSettings,
    HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(9404),
    /** Without it every summary is the template's. */
    OPENAI_API_KEY: z.string().optional(),
    /** Any server that speaks the same protocol. */
    OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
    LLM_MODEL: z.string().default('gpt-4o'),
    /** For a summary as a whole: waiting for a place, both tries, and the last byte of the answer. */
    LLM_TIMEOUT_SECONDS: positive.default(30),
    /** Calls at once of one instance. */
    LLM_MAX_CONCURRENT: count.default(2),
    /** After so many failures in a row the model is left alone for a while. */
    LLM_BREAKER_FAILURES: count.default(5),
    LLM_BREAKER_SECONDS: positive.default(60),
  })
  .superRefine(refuseDevelopmentSecrets)
export type Settings = z.output<typeof settings>
