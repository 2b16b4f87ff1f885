/**
 * Who sits at the desk: a session is opened with an API key, can do what that key can, and ends with
 * it, after half an hour without a request, and after twelve hours in any case.
 * @module
 */
import { after, hour, millisBetween, minute } from '../domain/day.ts'
import { deleteSession, deleteSessionsOpenedBefore, insertSession, sessionByDigest, touchSession } from '../store/sessions.ts' // prettier-ignore
import { StoreUnavailable } from '../store/db.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'
import { random } from './keys.ts'
import type { Caller, Keys } from './keys.ts'

export type Seated = {
  readonly caller: Caller
  /** What every form of this session carries; it tells nothing about the session's secret. */
  readonly token: string
}

export type Sessions = {
  /** `undefined`: the key is not known. Otherwise what the cookie holds from now on. */
  readonly open: (key: string) => Promise<string | undefined>
  readonly find: (secret: string) => Promise<Seated | undefined>
  readonly end: (secret: string) => Promise<void>
}

const idleMillis = 30 * minute
const longestMillis = 12 * hour

/** 43 letters of 62 are 256 bits. */
const secretForm = /^[0-9A-Za-z]{43}$/

export function sessions(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  keys: Pick<Keys, 'recognise' | 'held'>,
): Sessions {
  const note = async (digest: string, now: string) => {
    try {
      await db.write([touchSession(digest, now)])
    } catch (error) {
      // A full disk must not shut out those who read.
      if (!(error instanceof StoreUnavailable)) throw error
    }
  }

  return {
    open: async (key) => {
      const caller = await keys.recognise(key)
      if (!caller) return undefined
      const secret = random(43)
      const now = clock.now()
      await db.write([
        deleteSessionsOpenedBefore(after(now, -longestMillis)),
        insertSession({
          ...{ sha256: await sha256(secret), keyId: caller.keyId, openedAt: now, seenAt: now },
        }),
      ])
      return secret
    },
    find: async (secret) => {
      if (!secretForm.test(secret)) return undefined
      const digest = await sha256(secret)
      const session = await sessionByDigest(db, digest)
      if (!session) return undefined
      const now = clock.now()
      const idle = millisBetween(session.seenAt, now)
      if (idle >= idleMillis || millisBetween(session.openedAt, now) >= longestMillis) {
        return undefined
      }
      const caller = await keys.held(session.keyId)
      if (!caller) return undefined
      if (idle >= minute) await note(digest, now)
      return { caller, token: (await sha256(`form ${secret}`)).slice(0, 32) }
    },
    end: async (secret) => {
      await db.write([deleteSession(await sha256(secret))])
    },
  }
}
