/**
 * Whether this process should get traffic, check by check, each with its name and state. CBP being
 * down is shown and fails nothing: filings are taken and wait.
 * @module
 */
import { millisBetween, minute } from '../domain/day.ts'
import { StoreUnavailable } from '../store/db.ts'
import { newestEvent, probeWrite } from '../store/probe.ts'
import { appliedMigrations } from '../store/migrations.ts'
import { schema } from '../store/schema.ts'
import { stops } from '../store/intake.ts'
import { readSending } from '../store/sending.ts'
import type { Breaker } from './breaker.ts'
import type { Deps } from './deps.ts'
import type { Pulse } from './pulse.ts'

/** `failed` takes the process out of traffic; `warn` is for people. */
export type CheckState = 'ok' | 'warn' | 'failed' | 'unknown'

export type Check = {
  readonly name: string
  readonly state: CheckState
  readonly detail: string
}

/** What only a runtime knows: room on the disk, whether it is shutting down. */
export type OwnChecks = () => Promise<readonly Check[]> | readonly Check[]

const check = (name: string, state: CheckState, detail: string): Check => ({ name, state, detail })

export async function health(deps: Deps, pulse: Pulse, breaker: Breaker): Promise<Check[]> {
  return [
    await store(deps),
    await migrations(deps),
    tick(deps, pulse),
    cbp(breaker),
    await sending(deps),
    await clock(deps),
  ]
}

async function store({ db }: Deps): Promise<Check> {
  try {
    await db.write([probeWrite])
    return check('store', 'ok', 'takes writes')
  } catch (error) {
    const reason = error instanceof StoreUnavailable ? error.reason : 'failed'
    const said = `takes no writes: ${reason}`
    if (reason !== 'failed') return check('store', 'failed', said)
    const reads = await newestEvent(db).then(
      () => true,
      () => false,
    )
    return check('store', 'failed', reads ? `read_only, ${said}` : said)
  }
}

const quietly = async (name: string, ask: () => Promise<Check>): Promise<Check> => {
  try {
    return await ask()
  } catch {
    return check(name, 'failed', 'the store cannot be read')
  }
}

const migrations = ({ db }: Deps) =>
  quietly('migrations', async () => {
    const done = await appliedMigrations(db)
    const missing = schema.filter(({ id }) => !done.has(id))
    return missing.length === 0
      ? check('migrations', 'ok', `${done.size} of ${schema.length}`)
      : check('migrations', 'failed', `${missing.length} of ${schema.length} are missing`)
  })

function tick({ clock, mostTickMillis = Infinity }: Deps, pulse: Pulse): Check {
  const last = pulse.lastTick()
  if (last === undefined) return check('tick', 'unknown', 'has not run in this process yet')
  const seconds = Math.round(millisBetween(last, clock.now()) / 1000)
  return check('tick', seconds * 1000 > mostTickMillis ? 'failed' : 'ok', `${seconds} s ago`)
}

/** What the circuits say, as `GET /v1/cbp` and every entry that waits do. */
function cbp(breaker: Breaker): Check {
  const { state, since, nextTryAt } = breaker.standing()
  if (state === 'down') return check('cbp', 'warn', `down since ${since}, tried at ${nextTryAt}`)
  const paused = breaker.paused().length
  if (paused > 0) return check('cbp', 'warn', `refuses the credentials of ${paused} filers`)
  return breaker.lastAnswer() === undefined
    ? check('cbp', 'unknown', 'has not answered this process yet')
    : check('cbp', 'ok', 'answers')
}

const sending = ({ db }: Deps) =>
  quietly('sending', async () => {
    const { pausedAt, why } = await readSending(db)
    if (pausedAt !== null) {
      return check('sending', 'failed', `paused until "gate321 reconcile": ${why}`)
    }
    const stopped = (await stops(db)).length
    return stopped === 0
      ? check('sending', 'ok', 'for every filer')
      : check('sending', 'warn', `stopped for ${stopped} filers`)
  })

const clockMillis = 5 * minute

/** A journal from the future means that the clock went back, and order by time is lost. */
const clock = ({ db, clock }: Deps) =>
  quietly('clock', async () => {
    const newest = await newestEvent(db)
    const ahead = newest === undefined ? 0 : millisBetween(clock.now(), newest)
    return ahead > clockMillis
      ? check('clock', 'failed', `${Math.round(ahead / 1000)} s behind the newest entry`)
      : check('clock', 'ok', 'not behind the newest entry')
  })
