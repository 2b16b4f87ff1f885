/**
 * API keys: made, recognised, revoked. A secret is shown once; the store has its SHA-256.
 * @module
 */
import { parseFilerCode } from '../domain/number.ts'
import type { FilerCode } from '../domain/number.ts'
import { keyById, keysOf, putKey, revokeKey, scopes, touchKey } from '../store/keys.ts'
import type { ApiKey, Scope } from '../store/keys.ts'
import { hour, millisBetween } from '../domain/day.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'
import { sameDigest } from './same.ts'
import { StoreUnavailable } from '../store/db.ts'
import type { Db } from '../store/db.ts'

export { scopes }
export type { Scope }

export type Caller = {
  readonly filer: FilerCode
  readonly keyId: string
  readonly scopes: readonly Scope[]
}
export type ListedKey = Omit<ApiKey, 'sha256' | 'filer'>

export type Keys = {
  readonly recognise: (presented: string) => Promise<Caller | undefined>
  /** Who holds a key that was recognised before, as long as the key lives. */
  readonly held: (id: string) => Promise<Caller | undefined>
  readonly create: (
    filer: FilerCode,
    wanted: {
      readonly name: string
      readonly scopes: readonly Scope[]
      readonly expiresAt: string | null
    },
  ) => Promise<ListedKey & { readonly key: string }>
  readonly list: (filer: FilerCode) => Promise<ListedKey[]>
  readonly revoke: (filer: FilerCode, id: string) => Promise<boolean>
  /** The installation's own key, as its setting says it. */
  readonly install: (filer: FilerCode, secret: string) => Promise<void>
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const form = /^gate321_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/
const installed = 'installation'

/** Whether it is the key of the setting, not one that was made from it. */
export const isInstalled = (id: string): boolean => id === installed

export function keys({ db, clock, digest }: Pick<Deps, 'db' | 'clock' | 'digest'>): Keys {
  /** When this process last wrote down that a key was used. */
  const noted = new Map<string, string>()

  const note = async ({ id, lastUsedAt }: ApiKey, now: string) => {
    const last = noted.get(id) ?? lastUsedAt
    if (last !== null && Math.abs(millisBetween(last, now)) < hour) return
    noted.set(id, now)
    try {
      await db.write([touchKey(id, now)])
    } catch (error) {
      // A full disk must not shut out those who read.
      if (!(error instanceof StoreUnavailable)) throw error
    }
  }

  const callerOf = (key: ApiKey): Caller | undefined => {
    const filer = parseFilerCode(key.filer)
    if (!filer || !isLive(key, clock.now())) return undefined
    return { filer, keyId: key.id, scopes: key.scopes }
  }

  return {
    recognise: async (presented) => {
      const match = form.exec(presented)
      const [, id = installed, secret = '', check = ''] = match ?? []
      if (match && check !== checksum(id + secret)) return undefined
      // The installation's own key may have the form of a made one. One question for both, so that
      // an id that is not there costs what one costs that is.
      const key = await keyById(db, id, installed)
      const same = sameDigest(
        digest ? digest(presented) : await sha256(presented),
        key?.sha256 ?? '0'.repeat(64),
      )
      if (!key || !same) return undefined
      const caller = callerOf(key)
      if (caller) await note(key, clock.now())
      return caller
    },
    held: async (id) => {
      const key = await keyById(db, id)
      return key && callerOf(key)
    },
    create: async (filer, { name, scopes, expiresAt }) => {
      const id = random(12)
      const secret = random(43)
      const key = `gate321_${id}_${secret}_${checksum(id + secret)}`
      const made: ApiKey = {
        id, filer, name, sha256: await sha256(key), scopes, createdAt: clock.now(), expiresAt,
        revokedAt: null, lastUsedAt: null,
      } // prettier-ignore
      await db.write([putKey(made)])
      return { ...listed(made), key }
    },
    list: async (filer) => (await keysOf(db, filer)).map(listed),
    revoke: async (filer, id) => {
      const [rows] = await db.write([revokeKey(filer, id, clock.now())])
      return (rows?.length ?? 0) > 0
    },
    install: async (filer, secret) => {
      const key: ApiKey = {
        id: installed, filer, name: 'set by the installation', sha256: await sha256(secret), scopes,
        createdAt: clock.now(), expiresAt: null, revokedAt: null, lastUsedAt: null,
      } // prettier-ignore
      await db.write([putKey(key)])
    },
  }
}

const listed = ({ sha256, filer, ...rest }: ApiKey): ListedKey => rest

const isLive = ({ revokedAt, expiresAt }: ApiKey, now: string) =>
  revokedAt === null && (expiresAt === null || expiresAt > now)

/** Base62 letters, each equally likely. */
export function random(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < 248 && text.length < length) text += alphabet[byte % 62]
    }
  }
  return text
}

/** Tells a mistyped key from a wrong one without asking the store (FNV-1a, base62). */
export function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0
  }
  let letters = ''
  for (let at = 0; at < 6; at++) {
    letters = alphabet[hash % 62] + letters
    hash = Math.floor(hash / 62)
  }
  return letters
}
