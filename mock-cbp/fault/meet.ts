/**
 * The fault that an exchange meets, if it meets one: asked for by header, ordered beforehand, by a
 * scenario, or on a bad day, in this order. What is planned is counted down in the same write.
 * @module
 */
import { sql } from '../../src/store/db.ts'
import { hourMillisOf } from '../book/timing.ts'
import { problem } from '../http/problem.ts'
import type { Asking } from '../http/request.ts'
import { nearest } from '../scenario/nearest.ts'
import { keepSettings } from '../world/settings.ts'
import type { PlannedFault } from '../world/settings.ts'
import { callOf } from './call.ts'
import { commit } from './commit.ts'
import type { Answer } from './commit.ts'
import { faultNamed, faultNames, faults } from './fault.ts'
import type { FaultName } from './fault.ts'
import { countDown, dueFor } from './plan.ts'
import { callsOf } from './row.ts'
import type { Call } from './row.ts'
import { struckOn } from './struck.ts'
import type { Struck } from './struck.ts'

/** Where the fault comes from; a plan gives several, of which the first that can be is committed. */
type Trouble = {
  readonly call: Call
  readonly asked: boolean
  readonly candidates: readonly Candidate[]
}

/** Asked for by a request that is to go well, whatever day it is. */
export const spared = 'none'

type Candidate = Struck & { readonly planned?: PlannedFault }

/** The answer of `work`, or what trouble makes of it. */
export async function answerOf(
  request: Request,
  asking: Asking,
  work: () => Response | Promise<Response>,
): Promise<Answer> {
  const { effects } = asking.world
  const before = effects.length
  const asked = request.headers.get('X-Mock-Fault')
  if (asked === spared) return { response: await work() }
  const trouble = troubleOf(request, asking, asked)
  if (trouble instanceof Response) return { response: trouble }
  const [first] = trouble?.candidates ?? []
  if (trouble && first && faults[first.fault].when === 'request') {
    const met = await commit(first, asking, request, before)
    if (met) return counted(asking, trouble, met, first)
  }
  const response = await work()
  if (!trouble && asking.scenarioFault === undefined) return { response }
  return afterwards(request, asking, trouble, response, before)
}

async function afterwards(
  request: Request,
  asking: Asking,
  trouble: Trouble | undefined,
  response: Response,
  before: number,
): Promise<Answer> {
  const scenario = await ofScenario(asking)
  const own = trouble?.candidates ?? []
  const between = scenario ? [scenario] : []
  for (const candidate of trouble?.asked ? [...own, ...between] : [...between, ...own]) {
    // A scenario is known only when the work is done; it alone can undo it.
    if (candidate !== scenario && faults[candidate.fault].when === 'request') continue
    const met = await commit(candidate, asking, request, before, response)
    if (met) return counted(asking, trouble, met, candidate)
  }
  return counted(asking, trouble, { response })
}

/** Nothing on nearly every request, at the price of three comparisons. */
function troubleOf(
  request: Request,
  { world }: Asking,
  asked: string | null,
): Trouble | Response | undefined {
  const { kept, settings, position, now } = world
  if (asked === null && kept.faults.length === 0 && settings.badDay === null) return undefined
  const call = callOf(request)
  if (!call) return undefined
  if (asked !== null) return byHeader(asked, call)
  const planned = dueFor(kept.faults, call)
  if (planned.length > 0 || settings.badDay === null) {
    const candidates = planned.map((row) => ({ fault: row.fault, until: undefined, planned: row }))
    return { call, asked: planned.length > 0, candidates }
  }
  const hourMillis = hourMillisOf(settings.pace)
  const struck = struckOn(settings.badDay, call, { seed: settings.seed, position, now, hourMillis })
  return { call, asked: false, candidates: struck ? [struck] : [] }
}

function byHeader(name: string, call: Call): Trouble | Response {
  const fault = faultNamed(name.trim())
  if (!fault) {
    const detail = `X-Mock-Fault: there is no fault "${name.slice(0, 60)}"${nearest(name, faultNames)}`
    return problem('fault_unknown', `${detail}; GET /_mock/faults lists them`)
  }
  const possible = callsOf(faults[fault])
  if (possible.includes(call)) return { call, asked: true, candidates: [{ fault, until: undefined }] }
  const where = possible.join(', ')
  return problem('fault_unknown', `X-Mock-Fault: "${fault}" is committed on ${where}, not on ${call}`)
} // prettier-ignore

/** A message meets the fault of its scenario once, so that a client that sends it again gets on. */
async function ofScenario({ world, noted, scenarioFault }: Asking): Promise<Struck | undefined> {
  if (scenarioFault === undefined) return undefined
  const met = await world.db.read(
    sql`select position from mock_journal where world = ${world.name}
      and message_id = ${noted.messageId ?? null} and fault = ${scenarioFault} limit 1`,
  )
  return met.length === 0 ? { fault: scenarioFault, until: undefined } : undefined
}

function counted(
  { world }: Asking,
  trouble: Trouble | undefined,
  answer: Answer,
  committed?: Candidate,
): Answer {
  const { kept, effects } = world
  if (trouble === undefined || kept.faults.length === 0) return answer
  const left = countDown(kept.faults, trouble.call, committed?.planned)
  const same = left.length === kept.faults.length && left.every((row, index) => row === kept.faults[index])
  if (!same) effects.push(...keepSettings(world, { ...kept, faults: left }))
  return answer
} // prettier-ignore
