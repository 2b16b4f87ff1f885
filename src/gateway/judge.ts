/**
 * A shipment before the law: its facts, both verdicts, and what the acting one refuses.
 * @module
 */
import type { Day } from '../domain/day.ts'
import { evidence } from '../domain/evidence.ts'
import type { Judged } from '../domain/judged.ts'
import { judgement } from '../domain/law/answer.ts'
import type { Judgement } from '../domain/law/answer.ts'
import { canonicalFacts, canonicalRules } from '../domain/law/canonical.ts'
import { policyOf } from '../domain/law/policy.ts'
import type { FilerPolicy } from '../domain/law/policy.ts'
import type { Answer, Ground, Lane } from '../domain/law/shape.ts'
import type { LaneCode } from '../domain/law/vocabulary.ts'
import { sum } from '../domain/money.ts'
import { problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import { restrictedGoods } from '../domain/checks/restricted.ts'
import type { Draft, EntryType, Shipment } from '../domain/shipment.ts'
import { defaultEntryType } from '../domain/validate.ts'
import { accountOf } from './account.ts'
import type { Account } from './account.ts'
import type { Equipped } from './equipped.ts'
import { sha256 } from './digest.ts'

export type Ruling = {
  readonly judgement: Judgement
  readonly judged: Judged
  /** Of a draft that names its people and its day. */
  readonly account: Account | undefined
}

export type Asked = {
  /** As if it arrived and were filed on this day. */
  readonly asOf?: Day
  /** The entry that is being amended: what it claims already is its own. */
  readonly exceptId?: string | undefined
  /** Read the tariff's rates, so that duty is priced. */
  readonly priced?: boolean
}

let rulesHash: Promise<string> | undefined

/** Of the rules that are compiled in, so once is enough. */
const rulesSha256 = () => (rulesHash ??= sha256(canonicalRules()))

export const laneOfType: Readonly<Record<EntryType, LaneCode>> = {
  '86': 'ET86',
  '11': 'ET11',
  '01': 'ET01',
}

export async function ruling(
  deps: Equipped,
  filer: string,
  draft: Draft<Shipment>,
  wanted: FilerPolicy,
  { asOf, exceptId, priced = false }: Asked = {},
): Promise<Ruling> {
  const { db, clock, policy: installation, digest } = deps
  const decidedAt = clock.now()
  const whole = partiesOf(draft)
  const account = whole && (await accountOf(db, filer, whole, exceptId))
  const facts = evidence(draft, {
    filed: decidedAt,
    ...(asOf === undefined ? {} : { asOf }),
    dayCents: sum((account?.counted ?? []).map(({ cents }) => cents)),
    split: account?.holder !== undefined,
    goods: restrictedGoods(draft),
    rateBp: priced ? await ratesOf(deps, draft) : () => null,
  })
  const { policy, policySource } = policyOf(installation, wanted)
  const requestedLane = draft.entryType === undefined ? null : laneOfType[draft.entryType]
  const hashes = {
    rulesSha256: await rulesSha256(),
    // A hash that is had at once saves a filing the way through another thread.
    factsSha256: digest?.(canonicalFacts(facts)) ?? (await sha256(canonicalFacts(facts))),
  }
  const ruled = judgement(facts, { policy, policySource, requestedLane, decidedAt, ...hashes })
  const { statutory, enforced } = ruled
  const decisions = { statutory: statutory.ruling.decision, enforced: enforced.ruling.decision }
  return {
    judgement: ruled,
    account,
    judged: { policy, policySource, requestedLane, ...decisions, decidedAt, ...hashes, facts },
  }
}

/** The draft, once it names its people and its day; before that no ledger knows it. */
function partiesOf(draft: Draft<Shipment>): Shipment | undefined {
  const known = [draft.consignee, draft.seller].every(
    (party) =>
      party?.name !== undefined &&
      party.address?.street !== undefined &&
      party.address.city !== undefined,
  )
  if (!known || draft.estimatedArrivalDate === undefined || !draft.lines) return undefined
  const orderNumbers = draft.orderNumbers?.filter((order) => order !== undefined)
  return { ...(draft as Shipment), ...(orderNumbers ? { orderNumbers } : {}) }
}

/** The same again, from what was kept of it; by the rules of today where those have changed. */
export function judgedAgain({ facts, statutory, enforced, ...options }: Judged): Judgement {
  return judgement(facts, options)
}

/** Under `enforced` the lane that CBP still takes; under `statutory` entry type 86. */
export function routedType({ policy, enforced }: Judgement): EntryType {
  if (policy === 'statutory') return defaultEntryType
  const { entryType: type } = enforced.lane(enforced.routedTo() ?? 'ET11')
  return type === '86' || type === '11' || type === '01' ? type : '11'
}

export const actingLane = ({ acting }: Judgement, entryType: EntryType): Lane =>
  acting.lane(laneOfType[entryType])

/** The lane of `entryType` as an answer that is shown has it. */
export const shownLane = (answer: Answer, entryType: EntryType): Lane | undefined =>
  answer[answer.policy].lanes.find(({ lane }) => lane === laneOfType[entryType])

/**
 * What the acting verdict refuses. A lane that is asked for and that a person must look at is
 * advice, not a refusal; where nothing was asked for and the law leads nowhere, a person must say.
 */
export function lawProblems(judgement: Judgement, entryType: EntryType): Problem[] {
  const { policy, acting, requestedLane } = judgement
  const { ruling } = acting
  const lane = actingLane(judgement, entryType)
  if (lane.allowed === 'no') {
    const grounds = closing(judgement, entryType)
    const open = acting
      .verdict()
      .lanes.filter(({ allowed, entryType: type }) => allowed === 'yes' && type !== null)
      .map(({ entryType: type }) => `type ${type}`)
    const remedy =
      open.length > 0 ? `Open on that day: ${open.join(', ')}.` : 'No other lane is open.'
    const citation = [...new Set(grounds.map(({ citation }) => citation))].join('; ')
    return [
      problem('lane_closed', '/entryType', { entryType, why: whyOf(grounds), remedy, citation }),
    ]
  }
  if (entryType === '86' && ruling.decision === 'REFER') {
    const missing = [...ruling.missing, ...lane.missing].map(({ field }) => `${field} is unknown.`)
    const why = [whyOf(ruling.refer), ...new Set(missing)].join(' ').trim()
    return [problem('person_decides', '', { why })]
  }
  if (requestedLane === null && policy === 'enforced' && acting.routedTo() === null) {
    const why = `${whyOf([...ruling.refer, ...lane.why])} Name the entryType to decide it.`
    return [problem('person_decides', '/entryType', { why: why.trim() })]
  }
  return []
}

/** Closed by what CBP enforces on that day, and by nothing else that may be wrong with it. */
export function isShutOut(judgement: Judgement, entryType: EntryType): boolean {
  const { policy, statutory, enforced } = judgement
  const code = laneOfType[entryType]
  const shut = ({ lane }: Judgement['acting']) => lane(code).allowed === 'no'
  return policy === 'enforced' && shut(enforced) && !shut(statutory)
}

/** `text (rule, from when).`, rule by rule, for the lane of `entryType`. */
export const reasonsAgainst = (judgement: Judgement, entryType: EntryType): string =>
  whyOf(closing(judgement, entryType))

/** The rows on the lane itself, and for a claim of the exemption those on the claim too. */
function closing(judgement: Judgement, entryType: EntryType): Ground[] {
  const { grounds } = judgement.acting.ruling
  const { why, claimsExemption } = actingLane(judgement, entryType)
  const all = [...why, ...(claimsExemption ? grounds : [])]
  return all.filter(({ ruleId }, at) => all.findIndex((row) => row.ruleId === ruleId) === at)
}

const whyOf = (grounds: readonly Ground[]) =>
  grounds
    .map(({ ruleId, text, effectiveFrom, effectiveTo }) => {
      const until = effectiveTo === null ? '' : ` to ${effectiveTo}`
      return `${text} (${ruleId}, from ${effectiveFrom}${until}).`
    })
    .join(' ')

async function ratesOf({ tariff }: Equipped, draft: Draft<Shipment>) {
  const rates = new Map<string, number | null>()
  for (const line of draft.lines ?? []) {
    const number = line?.htsNumber
    if (number === undefined || rates.has(number)) continue
    const rate = (await tariff.explain(number))?.rate
    rates.set(
      number,
      rate?.kind === 'free' ? 0 : rate?.kind === 'ad_valorem' ? rate.basisPoints : null,
    )
  }
  return (number: string) => rates.get(number) ?? null
}
