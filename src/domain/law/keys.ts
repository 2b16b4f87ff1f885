/**
 * The keys of a row, and what may stand in each.
 * @module
 */
import { parseDay } from '../day.ts'
import { moment } from './time.ts'
import * as words from './vocabulary.ts'

type Words = readonly string[]
export type Held = Readonly<Record<string, unknown>>
/** Says what is wrong with a value, or nothing. */
export type Check = (value: unknown) => string | undefined

export const shown = (value: unknown) => JSON.stringify(value) ?? String(value)

const expect =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : `${shown(value)} is not ${what}`

const among = (list: Words) => expect('in its list', (value) => list.includes(String(value)))
const text = expect('a text', (value) => typeof value === 'string' && value.trim() !== '')
const flag = expect('true or false', (value) => typeof value === 'boolean')
const day = expect('a day', (value) => typeof value === 'string' && parseDay(value) !== undefined)
export const whole = expect(
  'a whole number from 0',
  (v) => Number.isSafeInteger(v) && Number(v) >= 0,
)
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

export const keys: Readonly<Record<string, Check>> = {
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

export const scopeKeys: Readonly<Record<string, Check>> = {
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
export const paramKeys: Readonly<Record<string, Check>> = {
  lanes: laneList,
  routeTo: laneList,
  consigneeNeedsBrokerOnLanes: laneList,
  roles: listOf(among(words.filerRoles)),
  consigneeOnlyIfVerdict: among(words.decisions),
  inferredFromRules: listOf(text),
  field: among(['estimatedArrivalDate']),
}

/** Outcomes that say nothing without these params. */
export const asked: Readonly<Record<string, Words>> = {
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
