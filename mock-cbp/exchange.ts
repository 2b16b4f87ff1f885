/**
 * One request, one write: the world is opened as it stands, the routes answer and say what is to be
 * kept, and that is written together with the journal's line of the exchange, or nothing is.
 * @module
 */
import { whoIs } from './http/auth.ts'
import type { Filers, Who } from './http/auth.ts'
import { Conflict, StoreUnavailable } from '../src/store/db.ts'
import { answerOf } from './fault/meet.ts'
import type { Answer } from './fault/commit.ts'
import { refusedAs } from './coverage/handed.ts'
import { recordMet, wroteMet } from './coverage/record.ts'
import { journalise } from './world/journal.ts'
import { keep } from './world/keep.ts'
import type { Hash } from './world/sha256.ts'
import { recallWorlds } from './world/recall.ts'
import { takeTurns } from './world/turns.ts'
import { mainWorld, openWorld, worldNameForm } from './world/world.ts'
import type { WorldDefaults } from './world/world.ts'
import { withoutPassword } from './http/password.ts'
import { problem } from './http/problem.ts'
import { readBody } from './http/request.ts'
import type { Asking, ReadBytes } from './http/request.ts'

/** Rivals of other isolates settle in a round or two; more means that the store is in trouble. */
const rounds = 20

/** The request headers that the mock reads, and so keeps with the exchange. */
const heard = ['accept', 'content-type', 'message-id', 'x-mock-scenario', 'x-mock-fault', 'sec-fetch-site'] // prettier-ignore

type Exchanged = Omit<Answer, 'status'> & { readonly committed?: Promise<unknown> }

export type ExchangeOptions = {
  readonly defaults: WorldDefaults
  readonly filers: Filers
  readonly ids: () => string
  readonly hash: Hash
}

export function exchanger(
  routed: (request: Request, path: string, asking: Asking) => Response | Promise<Response>,
  { defaults, filers, ids, hash: hashOf }: ExchangeOptions,
): (request: Request, atHand?: ReadBytes) => Promise<Omit<Answer, 'status'>> {
  const turns = takeTurns()
  const addressOf = readAddresses()
  const recall = recallWorlds(defaults.db)

  const attempt = async (
    request: Request,
    url: URL,
    name: string,
    given: Pick<Asking, 'who' | 'body' | 'hash'>,
  ): Promise<Exchanged | undefined> => {
    const { body } = given
    const world = openWorld(defaults, name, await recall.rowOf(name))
    const id = ids()
    const asking: Asking = { ...given, id, world, noted: {}, met: [] }
    const work = () => routed(request, url.pathname, asking)
    const { response, act, status } = await answerOf(request, asking, work)
    const { call } = asking
    const told = call ?? { request, body, response }
    const { pathname, search } = call ? new URL(call.request.url) : url
    const recorded = asking.unrecorded !== true && isRecorded(told.request.method, pathname)
    const whole = asking.whole?.response === response ? asking.whole : undefined
    if (recorded && !whole) response.headers.set('X-Request-Id', id)
    const line = recorded
      ? journalise(world, {
          id,
          method: told.request.method,
          path: `${pathname}${search}`.slice(0, 2000),
          headers: heardOf(told.request),
          body: told.body instanceof Response ? new Uint8Array() : told.body,
          status: status ?? told.response.status,
          ...(whole
            ? { mediaType: whole.mediaType, retryAfter: null }
            : {
                mediaType: told.response.headers.get('Content-Type'),
                retryAfter: told.response.headers.get('Retry-After'),
              }),
          reply: asking.replyText ?? (await told.response.clone().text()),
          noted: asking.noted,
        })
      : []
    const answer = { response, ...(act ? { act } : {}), whole: whole !== undefined }
    if (line.length === 0 && isReading(request.method)) return answer
    if (response.status >= 400 && pathname.startsWith('/ace/')) {
      asking.met.push(...refusedAs(await response.clone().text()))
    }
    const met = recordMet(asking)
    const statements = [...world.effects, ...line, ...met]
    if (statements.length === 0) return answer
    try {
      const { committed } = await keep(defaults.db, statements)
      recall.applied(world, statements, recorded)
      const news = met.length > 0 || asking.countsAnew
      return { ...answer, committed: news ? committed.then(() => wroteMet(asking)) : committed }
    } catch (error) {
      recall.forget()
      if (error instanceof Conflict) return undefined
      throw error
    }
  }

  return async function exchange(request, atHand) {
    const who = await whoIs(request.headers.get('Authorization'), filers)
    const url = addressOf(request.url)
    const name = worldOf(request, url, who)
    if (!worldNameForm.test(name)) {
      const detail = 'a world has 1 to 64 letters, digits, dots, hyphens'
      return { response: problem('world_invalid', detail) }
    }
    // Before the turn: a slow sender holds up nobody else.
    const body = withoutPassword(request, await readBody(request, atHand))
    const hash = body instanceof Response ? '' : await hashOf(body)
    const { committed, ...answer } = await turns(name, async () => {
      for (let round = 1; round <= rounds; round += 1) {
        const exchanged = await attempt(request, url, name, { who, body, hash })
        if (exchanged) return exchanged
      }
      throw new StoreUnavailable('busy')
    })
    // The next in line is on its way already, and shares the commit.
    await committed?.catch((error: unknown) => {
      recall.forget()
      throw error
    })
    return answer
  }
}

/** Filings follow each other to one address. */
function readAddresses(): (text: string) => URL {
  let last = ''
  let url: URL | undefined
  return (text) => {
    if (url === undefined || text !== last) url = new URL(text)
    last = text
    return url
  }
}

function heardOf({ headers }: Request): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of heard) {
    const value = headers.get(name)
    if (value !== null) found[name] = value.slice(0, 4000)
  }
  return found
}

const isReading = (method: string) => method === 'GET' || method === 'HEAD'

const isRecorded = (method: string, pathname: string) =>
  pathname.startsWith('/ace/') || (pathname.startsWith('/_mock/') && !isReading(method))

/** By header, by query, or by what follows the `@` of the password. */
const worldOf = (request: Request, { search, searchParams }: URL, who: Who | undefined): string =>
  request.headers.get('X-Mock-World') ??
  (search === '' ? null : searchParams.get('world')) ??
  who?.world ??
  mainWorld
