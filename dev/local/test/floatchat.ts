import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Runs the command as a person would, with these settings over those of the test run. */
export async function floatchat(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  /** Says with which signal to end it, by what it has put out so far. */
  endBy: (output: string) => NodeJS.Signals | undefined = () => undefined,
): Promise<{ code: number | null; output: string; sentences: string }> {
  const child = spawn(process.execPath, [main, ...words], { env: { ...process.env, ...environment } })
  let output = ''
  let sentences = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    const signal = endBy(output)
    if (signal !== undefined) child.kill(signal)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    sentences += text
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, output, sentences }
}
