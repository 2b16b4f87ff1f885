/**
 * Sealing the journals: an hour after the seal before, one more over every chain that has changed.
 * Whoever keeps the hash of a seal elsewhere (it stands in the log) can prove what came before it.
 * @module
 */
import { after, hour, millisBetween } from '../domain/day.ts'
import { headLine, runningDigest, sealText } from '../store/chain.ts'
import { Conflict } from '../store/db.ts'
import { movingIn, readSending } from '../store/sending.ts'
import { closeSeal, headsFor, newestSeal, openSeal, partsSoFar, putSealPart, sealParts, waitingSince } from '../store/seals.ts' // prettier-ignore
import type { Seal } from '../store/seals.ts'
import type { Deps } from './deps.ts'

const lookMillis = 60_000
/** What a busy hour changed is sealed in steps, and CBP is heard in between. */
type Steps = {
  /** Heads of one part; a thousand are some hundred kilobytes. */
  readonly heads: number
  /** Parts of one look. */
  readonly parts: number
}
const usualSteps: Steps = { heads: 1000, parts: 10 }

/** Looks once a minute whether a seal is due, and puts it; while one is open, each time. */
export function sealing(deps: Sealer, steps = usualSteps): () => Promise<void> {
  let nextLook = ''
  return async () => {
    const now = deps.clock.now()
    if (now < nextLook) return
    nextLook = after(now, lookMillis)
    try {
      if (!(await sealIfDue(deps, now, steps))) nextLook = now
    } catch (error) {
      // Another node was first.
      if (!(error instanceof Conflict)) throw error
    }
  }
}

type Sealer = Pick<Deps, 'db' | 'clock' | 'log' | 'giveWay'>

/** Whether nothing is left to do for now. */
async function sealIfDue(deps: Sealer, now: string, steps: Steps): Promise<boolean> {
  // The seals of the old house are on their way.
  if (movingIn((await readSending(deps.db)).why) !== null) return true
  const newest = await newestSeal(deps.db)
  // More is in it than one look puts there, or a process died between opening and closing it.
  if (newest && newest.hash === null) return closeSome(deps, newest, steps)
  const n = (newest?.n ?? 0) + 1
  const since = newest?.at ?? (await waitingSince(deps.db, n))
  if (since === undefined) return true
  // In both directions: a clock that was set back must not end the sealing.
  if (Math.abs(millisBetween(since, now)) < hour) return true
  if (newest && (await waitingSince(deps.db, n)) === undefined) return true
  return closeSome(deps, await follow(deps, newest, now), steps)
}

/** Seals what has changed, whether or not the hour is over. */
export async function seal(deps: Sealer, now: string): Promise<void> {
  const newest = await newestSeal(deps.db)
  if (newest?.hash !== null) return close(deps, await follow(deps, newest, now))
  await close(deps, newest)
  return seal(deps, now)
}

/**
 * The seal after `newest`, which is closed: it holds that one's hash. To look anew here would find the
 * one that another node has opened meanwhile, and follow a seal that has no hash yet.
 */
async function follow({ db }: Sealer, newest: Seal | undefined, now: string): Promise<Seal> {
  const opened = { n: (newest?.n ?? 0) + 1, at: now, previous: newest?.hash ?? null }
  await db.write([openSeal(opened)])
  return { ...opened, entries: 0, hash: null }
}

async function close(deps: Sealer, open: Seal): Promise<void> {
  while (!(await closeSome(deps, open, usualSteps)));
}

/**
 * A few parts more; whether it is closed now. What changes from the opening on belongs to the next
 * seal, so that all that is read here rests. Nothing is remembered from one part to the next: whoever
 * comes after a crash, or beside us, goes on behind the last part that is there.
 */
async function closeSome({ db, log, giveWay }: Sealer, open: Seal, steps: Steps): Promise<boolean> {
  const { parts, heads } = await partsSoFar(db, open.n)
  let last = lastId(heads)
  for (let part = parts; part < parts + steps.parts; part++) {
    const page = await headsFor(db, open.n, last, steps.heads)
    const [head] = page.slice(-1)
    if (!head) return finish({ db, log, giveWay }, open, part)
    await db.write([putSealPart(open.n, part, page.map(headLine).join(''))])
    last = head[0]
    await giveWay?.()
  }
  return false
}

const lastId = (heads: string) => heads.trimEnd().split('\n').at(-1)?.split(' ')[0] ?? ''

/** Over what stands in the parts, which may not all be ours. */
async function finish({ db, log, giveWay }: Omit<Sealer, 'clock'>, open: Seal, parts: number) {
  const over = runningDigest()
  const encoder = new TextEncoder()
  over.update(encoder.encode(sealText(open, '')))
  let entries = 0
  for await (const heads of sealParts(db, open.n)) {
    over.update(encoder.encode(heads))
    entries += heads.split('\n').length - 1
    await giveWay?.()
  }
  const hash = over.digest()
  const [closed = []] = await db.write([closeSeal(open.n, hash, entries, parts)])
  if (closed.length > 0) log('info', 'sealed', { seal: open.n, entries, hash })
  return true
}
