/**
 * Refuses rows that are not written in the vocabulary. One line a mistake: the row, the key, why.
 * @module
 */
import { parseDay } from '../day.ts'
import { moment, reached } from './time.ts'
import * as words from './vocabulary.ts'

type Words = readonly string[]
type Held = Readonly<Record<string, unknown>>
/** Says what is wrong with a value, or nothing. */
type Check = (value: unknown) => string | undefined

const shown = (value: unknown) => JSON.stringify(value) ?? String(value)

const expect =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : `${shown(value)} is not ${what}`

const among = (list: Words) => expect('in its list', (value) => list.includes(String(value)))
const text = expect('a text', (value) => typeof value === 'string' && value.trim() !== '')
const flag = expect('true or false', (value) => typeof value === 'boolean')
const day = expect('a day', (value) => typeof value === 'string' && parseDay(value) !== undefined)
const whole = expect('a whole number from 0', (v) => Number.isSafeInteger(v) && Number(v) >= 0)
const code = expect('a country code', (value) => /^[A-Z]{2}$/.test(String(value)))
const date = expect(
  'a day, nor an instant with an offset',
  (value) => typeof value === 'string' && moment(value) !== null,
)

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? undefined : check(value)

const listOf =
  (check: Check): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length === 0) return `${shown(value)} is not a list`
    return value.map(check).find((wrong) => wrong !== undefined)
  }

const keys: Readonly<Record<string, Check>> = {
  id: expect('an id', (value) => /^[A-Z0-9]+(-[A-Z0-9]+)*$/.test(String(value))),
  layers: listOf(among(words.policies)),
  effectiveFrom: orNull(date),
  effectiveTo: orNull(date),
  knownFrom: orNull(day),
  endKnownFrom: orNull(day),
  dateBasis: among(Object.keys(words.dateBases)),
  outcome: among(words.outcomes),
  priority: whole,
  canDecide: flag,
  status: among(words.statuses),
  authority: among(words.authorities),
  rule: text,
  citation: text,
  confidence: among(words.confidences),
  confidenceNote: orNull(text),
  verifiedOn: day,
}

const scopeKeys: Readonly<Record<string, Check>> = {
  provisions: listOf(among(words.provisions)),
  origins: listOf(code),
  shippedFrom: listOf(code),
  modes: listOf(among(words.transports)),
  modesExcept: listOf(among(words.transports)),
  goodsAny: listOf(among(words.goodsClasses)),
  goodsNone: listOf(among(words.goodsClasses)),
  maxValueCents: whole,
  minValueCentsExclusive: whole,
  valueBasis: among(words.valueBases),
  senderKinds: listOf(among(words.partyKinds)),
  recipientKinds: listOf(among(words.partyKinds)),
  iorKinds: listOf(among(words.iorKinds)),
  iorIdleDaysMin: whole,
  verdict: among(words.decisions),
  lookup: among(words.lookupNames),
  exceptLookup: among(words.lookupNames),
}

const laneList = listOf(among(words.laneCodes))
const paramKeys: Readonly<Record<string, Check>> = {
  lanes: laneList,
  routeTo: laneList,
  consigneeNeedsBrokerOnLanes: laneList,
  roles: listOf(among(words.filerRoles)),
  consigneeOnlyIfVerdict: among(words.decisions),
  inferredFromRules: listOf(text),
  field: among(['estimatedArrivalDate']),
}

/** Outcomes that say nothing without these params. */
const asked: Readonly<Record<string, Words>> = {
  THRESHOLD: ['maxCents'],
  ALLOW_GIFT: ['maxCents'],
  ALLOW_PERSONAL: ['maxCents'],
  ALLOW_LANE: ['lanes'],
  REJECT_LANE: ['lanes'],
  REQUIRE_LANE: ['lanes'],
  TIMING: ['lanes', 'maxDaysAfterArrival'],
  REQUIRE_FIELD: ['lanes', 'field'],
  VALIDATE_FILER: ['roles'],
  POSTAL_DUTY: ['lanes', 'options'],
  NO_FEE: ['lanes'],
}

export function checkRows(rows: readonly unknown[]): string[] {
  const seen = new Map<string, number>()
  return rows.flatMap((held, index) => {
    if (!isHeld(held)) return [`row ${index + 1}: ${shown(held)} is not a row`]
    const id = String(held['id'])
    const name = `row ${index + 1} (${id})`
    const first = seen.get(id)
    seen.set(id, first ?? index)
    const twice = first === undefined ? [] : [`id: already used by row ${first + 1}`]
    return [...twice, ...mistakes(held)].map((wrong) => `${name} ${wrong}`)
  })
}

function mistakes(held: Held): string[] {
  const scope = isHeld(held['scope']) ? held['scope'] : undefined
  const params = isHeld(held['params']) ? held['params'] : undefined
  return [
    ...wrongIn(held, keys),
    ...Object.keys(held)
      .filter((key) => !(key in keys) && !['scope', 'params', 'name'].includes(key))
      .map((key) => `${key}: is no key of a row`),
    ...(scope ? wrongScope(scope) : ['scope: is not an object']),
    ...(params ? wrongParams(params, held) : ['params: is not an object']),
    ...wrongTogether(held),
  ]
}

const wrongIn = (held: Held, checks: typeof keys, prefix = ''): string[] =>
  Object.entries(checks).flatMap(([key, check]) => {
    const wrong = prefix === '' || key in held ? check(held[key]) : undefined
    return wrong === undefined ? [] : [`${prefix}${key}: ${wrong}`]
  })

function wrongScope(scope: Held): string[] {
  const valued = 'maxValueCents' in scope || 'minValueCentsExclusive' in scope
  return [
    ...wrongIn(scope, scopeKeys, 'scope.'),
    ...Object.keys(scope)
      .filter((key) => !(key in scopeKeys))
      .map((key) => `scope.${key}: is no predicate`),
    ...(valued === 'valueBasis' in scope
      ? []
      : ['scope.valueBasis: goes with a value, and a value with it']),
  ]
}

function wrongParams(params: Held, held: Held): string[] {
  return [
    ...wrongIn(params, paramKeys, 'params.'),
    ...Object.entries(params)
      .filter(([key, value]) => /(Cents|Bp|Days)$/.test(key) && typeof value !== 'object')
      .flatMap(([key, value]) => {
        const wrong = whole(value)
        return wrong === undefined ? [] : [`params.${key}: ${wrong}`]
      }),
    ...(asked[String(held['outcome'])] ?? [])
      .filter((key) => !(key in params))
      .map((key) => `params.${key}: is missing`),
  ]
}

function wrongTogether(held: Held): string[] {
  const [from, to] = [held['effectiveFrom'], held['effectiveTo']].map((value) =>
    typeof value === 'string' ? moment(value) : null,
  )
  const never = held['effectiveFrom'] === null
  return [
    ...(from && to && reached(from, to) ? ['effectiveTo: is not after effectiveFrom'] : []),
    ...(never && held['effectiveTo'] !== null ? ['effectiveTo: ends what never begins'] : []),
    ...(never === (held['dateBasis'] === 'none')
      ? []
      : ['dateBasis: none is for rows never in force']),
    ...(never && held['canDecide'] === true ? ['canDecide: is true of a row never in force'] : []),
  ]
}

const isHeld = (value: unknown): value is Held =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
