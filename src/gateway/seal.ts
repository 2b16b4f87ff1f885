/**
 * Sealing the journals: an hour after the seal before, one more over every chain that has changed.
 * Whoever keeps the hash of a seal elsewhere (it stands in the log) can prove what came before it.
 * @module
 */
import { after, hour, millisBetween } from '../domain/day.ts'
import { digest, headLine, sealText } from '../store/chain.ts'
import { Conflict } from '../store/db.ts'
import { movingIn, readSending } from '../store/sending.ts'
import { closeSeal, headsFor, newestSeal, openSeal, waitingSince } from '../store/seals.ts'
import type { Seal } from '../store/seals.ts'
import type { Deps } from './deps.ts'

const lookMillis = 60_000
const pageSize = 1000

/** Looks once a minute whether a seal is due, and puts it. */
export function sealing(deps: Pick<Deps, 'db' | 'clock' | 'log' | 'digest'>): () => Promise<void> {
  let nextLook = ''
  return async () => {
    const now = deps.clock.now()
    if (now < nextLook) return
    nextLook = after(now, lookMillis)
    try {
      await sealIfDue(deps, now)
    } catch (error) {
      // Another node was first.
      if (!(error instanceof Conflict)) throw error
    }
  }
}

type Sealer = Parameters<typeof sealing>[0]

async function sealIfDue(deps: Sealer, now: string): Promise<void> {
  // The seals of the old house are on their way.
  if (movingIn((await readSending(deps.db)).why) !== null) return
  const newest = await newestSeal(deps.db)
  // A process died between opening and closing it.
  if (newest && newest.hash === null) return close(deps, newest)
  const n = (newest?.n ?? 0) + 1
  const since = newest?.at ?? (await waitingSince(deps.db, n))
  if (since === undefined) return
  // In both directions: a clock that was set back must not end the sealing.
  if (Math.abs(millisBetween(since, now)) < hour) return
  if (newest && (await waitingSince(deps.db, n)) === undefined) return
  await follow(deps, newest, now)
}

/** Seals what has changed, whether or not the hour is over. */
export async function seal(deps: Sealer, now: string): Promise<void> {
  const newest = await newestSeal(deps.db)
  if (newest?.hash !== null) return follow(deps, newest, now)
  await close(deps, newest)
  return seal(deps, now)
}

/**
 * The seal after `newest`, which is closed: it holds that one's hash. To look anew here would find the
 * one that another node has opened meanwhile, and follow a seal that has no hash yet.
 */
async function follow(deps: Sealer, newest: Seal | undefined, now: string): Promise<void> {
  const opened = { n: (newest?.n ?? 0) + 1, at: now, previous: newest?.hash ?? null }
  await deps.db.write([openSeal(opened)])
  await close(deps, { ...opened, entries: 0, hash: null })
}

/** What changes from the opening on belongs to the next seal, so that all that is read here rests. */
async function close({ db, log, digest: hashOf = digest }: Sealer, open: Seal): Promise<void> {
  const lines: string[] = []
  for (let last = ''; ;) {
    const heads = await headsFor(db, open.n, last, pageSize)
    for (const head of heads) lines.push(headLine(head))
    last = heads.at(-1)?.[0] ?? ''
    if (heads.length < pageSize) break
  }
  const text = lines.join('')
  const hash = hashOf(sealText(open, text))
  await db.write(closeSeal(open.n, hash, text, lines.length))
  log('info', 'sealed', { seal: open.n, entries: lines.length, hash })
}
