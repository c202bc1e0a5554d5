import { expect } from 'vitest'
import type { Installation, RunningGateway } from './openGateway.ts'
import { secretKey, token } from './tokens.ts'

/** What a gateway has logged of its requests holds no token, no key and no presigned address. */
export async function expectNoSecrets(gateway: RunningGateway, { env }: Installation): Promise<void> {
  const log = gateway.log.join('\n')
  expect(log).toContain('"msg":"request"')
  for (const secret of [await token(), secretKey, 'X-Amz-Signature', env.S3_SECRET_KEY ?? 'none', 'eyJ']) {
    expect(log).not.toContain(secret)
  }
}
