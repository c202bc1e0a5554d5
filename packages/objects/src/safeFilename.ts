const longest = 200

/**
 * A file's name as a part of an object key: letters, digits, dot, dash and underscore, the extension
 * kept, no folder, never empty. The name for people is kept elsewhere.
 *
 * @example
 * safeFilename('../Größe (1).NC') // 'Gro_e_1_.NC'
 */
export function safeFilename(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    // A leading dot hides a file; dots in a row look like a way up.
    .replace(/\.{2,}/g, '.')
    .replace(/^\.+/, '')
  if (plain === '') return 'file'
  const dot = plain.lastIndexOf('.')
  const extension = dot > 0 ? plain.slice(dot).slice(0, 20) : ''
  return plain.slice(0, longest - extension.length).replace(extension, '') + extension
}
