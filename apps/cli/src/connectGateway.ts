import { commandSettings } from './commandSettings.ts'
import type { Gateway } from './ingest/uploadFile.ts'
import { listensAt } from './listensAt.ts'
import { makeToken } from './makeToken.ts'
import { whoAmI } from './whoAmI.ts'

/**
 * The gateway in force, with a token for it: FLOATCHAT_TOKEN, else one of our own for a day.
 *
 * @throws Error where nothing listens at its address.
 */
export async function connectGateway(): Promise<Gateway> {
  const { GATEWAY_URL: url = '', SECRET_KEY: secretKey = '' } = commandSettings()
  const { protocol, hostname, port } = new URL(url)
  if (!(await listensAt(hostname, Number(port) || (protocol === 'https:' ? 443 : 80))))
    throw new Error(`No gateway answers at ${url}: start the system with ./floatchat up, or set GATEWAY_URL.`)
  const given = process.env.FLOATCHAT_TOKEN
  const token =
    given || (await makeToken({ secretKey, role: 'admin', subject: `${whoAmI()}, floatchat-cli`, expires: '1d' }))
  return { url, token }
}
