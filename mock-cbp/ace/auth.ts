/**
 * HTTP Basic: the filer code and its password.
 * @module
 */
import { parseFilerCode } from '../../src/domain/number.ts'

/** Passwords by filer code, or a function that knows them. */
export type Filers =
  | Readonly<Record<string, string>>
  | ((filer: string, password: string) => boolean | Promise<boolean>)

/** Every well-formed filer code may file here; nothing behind this password is worth guarding. */
export const anyFiler: Filers = (_filer, password) => password === 'mock'

export async function filerOf(
  header: string | undefined,
  filers: Filers,
): Promise<string | undefined> {
  const [name, password] = credentials(header)
  const filer = parseFilerCode(name)
  if (!filer) return undefined
  if (typeof filers === 'function') return (await filers(filer, password)) ? filer : undefined
  return Object.hasOwn(filers, filer) && filers[filer] === password ? filer : undefined
}

function credentials(header = ''): [name: string, password: string] {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header)?.[1] ?? ''
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const colon = text.indexOf(':')
    return colon === -1 ? ['', ''] : [text.slice(0, colon), text.slice(colon + 1)]
  } catch {
    // Text that is not Base64 or not UTF-8 names nobody.
    return ['', '']
  }
}
