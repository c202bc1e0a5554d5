import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'

/** One file of `migrations/`: `<number>-<what>.sql`. */
export interface MigrationFile {
  readonly name: string
  readonly sha256: string
  /** What is run in one transaction; of a file that says `-- no transaction` each statement by itself. */
  readonly statements: readonly string[]
  readonly inTransaction: boolean
}

/** Its first line says that its statements run outside of a transaction, as `create index concurrently` must. */
const noTransaction = /^-- no transaction\b/

/**
 * The migrations of a folder by their number, whatever numbers are left out.
 *
 * A file that says `-- no transaction` may break off between its statements and is then run again from the first:
 * each must be harmless to repeat (`drop index concurrently if exists` before `create index concurrently`). A
 * statement ends with the line that ends with a semicolon.
 *
 * @throws where a name has no number, or two have the same
 */
export async function migrationFiles(folder: URL): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
  const numbered = new Map<number, string>()
  for (const name of names) {
    const number = Number(/^(\d+)-/.exec(name)?.[1] ?? Number.NaN)
    if (Number.isNaN(number)) throw new Error(`The migration '${name}' has no number: call it 0000-${name}.`)
    const other = numbered.get(number)
    if (other !== undefined) throw new Error(`The migrations '${other}' and '${name}' have the same number.`)
    numbered.set(number, name)
  }
  const inOrder = [...numbered].sort(([a], [b]) => a - b)
  return Promise.all(
    inOrder.map(async ([, name]) => {
      const text = await readFile(new URL(name, folder), 'utf8')
      const inTransaction = !noTransaction.test(text)
      const sha256 = createHash('sha256').update(text).digest('hex')
      return { name, sha256, inTransaction, statements: inTransaction ? [text] : statementsOf(text) }
    }),
  )
}

function statementsOf(text: string): string[] {
  return text
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replaceAll(/^--.*$/gm, '').trim() !== '')
}
