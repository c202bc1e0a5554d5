import { databaseSettings } from '@floatchat/db/databaseSettings'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { refuseDevelopmentSecrets } from '@floatchat/service/refuseDevelopmentSecrets'
import { flag, list } from '@floatchat/service/settingTypes'
import { stageSettings } from '@floatchat/service/stageSettings'
import { z } from 'zod'

const positive = z.coerce.number().positive()
const count = z.coerce.number().int().positive()

export const settings = z
  .object({
    ...stageSettings,
    ...databaseSettings,
    ...objectSettings,
    PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
    HOST: z.string().default('127.0.0.1'),
    HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(9400),
    /** Opens `/docs` to everyone. */
    DEBUG: flag.default(false),
    /** Signs and checks HS256 tokens. */
    SECRET_KEY: z.string().min(1).default('dev-secret-key-change-in-production'),
    /** Where the public keys of RS256 and ES256 tokens are. Without it only HS256 is taken. */
    JWT_JWKS_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
    /** Where set, a token must name it as `iss` or `aud`. */
    JWT_ISSUER: z.string().optional(),
    JWT_AUDIENCE: z.string().optional(),
    /** In production, how long after it was made a token is good at most, whatever it says. */
    TOKEN_MAX_HOURS: positive.default(24),
    MAX_UPLOAD_SIZE_BYTES: count.default(2_147_483_648),
    /** Of all callers together; each takes a part of 5 MiB of memory. */
    MAX_UPLOADS_AT_ONCE: count.default(20),
    MAX_UPLOADS_AT_ONCE_PER_TOKEN: count.default(16),
    /** What the uploads under way may come to, as their requests announce it. A caller's only upload is always taken. */
    MAX_UPLOAD_BYTES_AT_ONCE: count.default(8 * 2 ** 30),
    MAX_UPLOAD_BYTES_AT_ONCE_PER_TOKEN: count.default(4 * 2 ** 30),
    /** A client that sends nothing for so long is cut off, seconds. */
    UPLOAD_IDLE_SECONDS: positive.default(30),
    /** Slower than this over UPLOAD_IDLE_SECONDS counts as idle: a trickle must not hold a place for ever. */
    UPLOAD_MIN_BYTES_PER_SECOND: count.default(1024),
    /** An upload by tus of which nothing comes for so long is removed with its bytes. */
    UPLOAD_EXPIRES_HOURS: positive.default(24),
    /** Answers what reads the science without a token. */
    PUBLIC_READ: flag.default(false),
    /** Files of the bulk lane that are on the topics at once at most; fewer where live files would wait for them too long. */
    OUTBOX_BULK_WINDOW: count.default(192),
    /** Argo's ar_greylist.txt, the same that the cleaner reads. Watched. */
    GREY_LIST_PATH: z.string().optional(),
    /** Whether the files of floats are reprocessed of which a new grey list says something else. */
    REPROCESS_GREY_LIST: flag.default(false),
    /** Requests other than uploads that one token, or without one an address, may make in a minute. */
    RATE_LIMIT_PER_MINUTE: count.default(1200),
    /** Origins that browsers may call from; none by default. */
    CORS_ORIGINS: list.default([]),
    /** How long a presigned address of a raw file works, seconds. */
    PRESIGNED_SECONDS: count.max(604_800).default(300),
    /** After so long without progress a job is looked at, minutes. */
    STUCK_RUNNING_MINUTES: positive.default(30),
    STUCK_PENDING_MINUTES: positive.default(15),
    /** How often they are looked for, seconds. */
    STUCK_CHECK_SECONDS: positive.default(60),
    /** Dead letters that somebody has dealt with are forgotten after so long, days. */
    DEAD_LETTERS_KEEP_DAYS: count.min(30).default(90),
    /** A stage whose oldest record has waited for longer is said to be behind, seconds. */
    BEHIND_SECONDS: positive.default(120),
    /** Folder of the built console; that of the repository by default. */
    CONSOLE_DIR: z.string().optional(),
  })
  .superRefine(refuseDevelopmentSecrets)
  .superRefine((given, context) => {
    if (given.REPROCESS_GREY_LIST && given.GREY_LIST_PATH === undefined)
      context.addIssue({ code: 'custom', path: ['REPROCESS_GREY_LIST'], message: 'needs GREY_LIST_PATH' })
    if (given.NODE_ENV !== 'production') return
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (given.SECRET_KEY.length < 32) refuse('SECRET_KEY', 'must have at least 32 characters in production')
    if (given.DEBUG) refuse('DEBUG', 'opens /docs to everyone: switch it off in production')
  })
export type Settings = z.output<typeof settings>
