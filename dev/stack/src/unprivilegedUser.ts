import { run } from './run.ts'

/** The user that PostgreSQL runs as where we are root, which it refuses; nothing where we are not. */
export async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const [uid, gid] = await Promise.all(['-u', '-g'].map((question) => run('id', [question, 'postgres'])))
  return { uid: Number(uid), gid: Number(gid) }
}
