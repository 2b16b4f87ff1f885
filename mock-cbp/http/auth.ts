/**
 * HTTP Basic: the filer code and its password. `password@world` names a world too, for clients that
 * can set no header.
 * @module
 */
import { parseFilerCode } from '../../src/domain/number.ts'

/** Passwords by filer code, or a function that knows them. */
export type Filers =
  | Readonly<Record<string, string>>
  | ((filer: string, password: string) => boolean | Promise<boolean>)

/** Every well-formed filer code may file here; nothing behind this password is worth guarding. */
export const anyFiler: Filers = (_filer, password) => password === 'mock'

export type Who = { readonly filer: string; readonly world?: string }

/** The whole password counts first, so that one with an `@` of its own names no world. */
export async function whoIs(header: string | null, filers: Filers): Promise<Who | undefined> {
  const [name, password] = credentialsIn(header ?? '')
  const filer = parseFilerCode(name)
  if (!filer) return undefined
  if (await knows(filers, filer, password)) return { filer }
  const at = password.lastIndexOf('@')
  if (at === -1 || !(await knows(filers, filer, password.slice(0, at)))) return undefined
  return { filer, world: password.slice(at + 1) }
}

const knows = (filers: Filers, filer: string, password: string) =>
  typeof filers === 'function'
    ? filers(filer, password)
    : Object.hasOwn(filers, filer) && filers[filer] === password

type Credentials = readonly [name: string, password: string]

/** Callers are few and send the same header each time; to read it costs 4 us. */
const read = new Map<string, Credentials>()
const mostRead = 100

function credentialsIn(header: string): Credentials {
  const known = read.get(header)
  if (known) return known
  const credentials = readCredentials(header)
  if (read.size >= mostRead) read.clear()
  read.set(header, credentials)
  return credentials
}

function readCredentials(header: string): Credentials {
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
