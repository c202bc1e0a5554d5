import { type Gateway, type UploadOptions, uploadFile } from '@floatchat/cli/ingest/uploadFile'
import { limitConcurrency } from '@floatchat/service/limitConcurrency'

/** Sends the files over so many connections. @throws where one of them is refused */
export async function uploadAll(
  gateway: Gateway,
  files: readonly string[],
  atOnce: number,
  options: UploadOptions = {},
): Promise<void> {
  const inTurn = limitConcurrency(atOnce)
  await Promise.all(files.map((file) => inTurn(() => upload(gateway, file, options))))
}

async function upload(gateway: Gateway, file: string, options: UploadOptions): Promise<void> {
  const answer = await uploadFile(gateway, file, options)
  if (answer.status !== 202) throw new Error(`${file}: ${answer.status} ${answer.body}`)
}
