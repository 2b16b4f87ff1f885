import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, judgement } from '../../../src/domain/law/answer.ts'
import type { Facts, Finding, LineFacts } from '../../../src/domain/law/facts.ts'
import { allRows } from '../../../src/domain/law/rows/all.ts'
import type { Answer, Verdict } from '../../../src/domain/law/shape.ts'
import { goodsClasses, laneCodes, lookupNames, transports } from '../../../src/domain/law/vocabulary.ts' // prettier-ignore
import { answerTo, asked, decisions } from './shipment.ts'

/** Days on and beside the law's cut-overs, as days and as instants. */
const days = [
  '1993-01-01', '2013-06-01', '2016-03-09', '2016-03-10', '2019-09-28', '2024-02-15', '2024-07-25',
  '2025-02-04', '2025-02-06', '2025-05-02T00:00:30-04:00', '2025-05-02', '2025-08-28', '2025-08-29T04:01:00Z',
  '2025-10-01', '2026-02-26', '2026-06-24', '2026-07-24', '2026-09-29', '2026-11-21', '2026-11-30', '2027-06-30', '2027-07-01',
] // prettier-ignore
const cents = fc.oneof(
  fc.constantFrom(5000, 10000, 20000, 20001, 79999, 80000, 80001, 250000, 250001),
  fc.integer({ min: 0, max: 400_000 }),
)

const sparse = { freq: 15, nil: null }
const finding = fc.constantFrom<Finding | null>(true, false, null)
const lineFacts: fc.Arbitrary<LineFacts> = fc.record({
  origin: fc.option(fc.constantFrom('GB', 'CN', 'HK', 'CA', 'BR', 'IN'), sparse),
  htsNumber: fc.constant(null),
  enteredValueCents: fc.option(cents, sparse),
  mfnRateBp: fc.option(fc.constantFrom(0, 1650), sparse),
  lookups: fc.record(Object.fromEntries(lookupNames.map((name) => [name, finding]))),
})

const rarely = fc.oneof(
  { weight: 40, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constantFrom(true, null) },
)

const otherDay = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(...days, null) },
)

/** Whole and half known shipments; most dates fall on one day, as they do. */
const facts: fc.Arbitrary<Facts> = fc
  .record({
    day: fc.constantFrom(...days),
    importation: otherDay,
    filed: otherDay,
    entered: otherDay,
    rest: fc.record({
      provision: fc.constantFrom('A', 'B', 'C', 'C', 'C', 'C'),
      mode: fc.option(fc.constantFrom(...transports), sparse),
      shippedFrom: fc.option(fc.constantFrom('GB', 'GU', 'CN'), sparse),
      valueCents: fc.option(cents, sparse),
      dayTotalCents: fc.option(cents, sparse),
      lines: fc.array(lineFacts, { minLength: 1, maxLength: 2 }),
      goods: fc.record(Object.fromEntries(goodsClasses.map((name) => [name, rarely]))),
      sender: fc.constantFrom('natural_person', 'business', null),
      recipient: fc.constantFrom('natural_person', 'business', null),
      iorKind: fc.constantFrom('us', 'foreign', 'none', null),
      iorIdleDays: fc.constantFrom(0, 365, 366, null),
      filerRole: fc.constantFrom('licensed_broker', 'owner', 'consignee', null),
      estimatedArrivalDate: fc.constantFrom('2026-11-21', null),
      preparation: fc.constantFrom('automated', 'manual', 'cbp'),
      expressMail: fc.constantFrom(false, true, null),
    }),
  })
  .map(({ day, importation = day, filed = day, entered, rest }) => ({
    ...(rest as Omit<Facts, 'importation' | 'arrival' | 'filed'>),
    importation,
    arrival: day,
    filed,
    entered,
  }))

const runs = { seed: 321, numRuns: 3000 }
const both = ({ statutory, enforced }: Answer) => [statutory, enforced]
const openLanes = (verdict: Verdict) =>
  verdict.lanes.filter(({ allowed }) => allowed === 'yes').map(({ lane }) => lane)

/** No decision that was not ALLOW has become it. */
function neverLooser(before: Answer, after: Answer): void {
  both(after).forEach(({ decision }, index) => {
    if (decision === 'ALLOW') expect(decisions(before)[index]).toBe('ALLOW')
  })
}

describe('for any facts', () => {
  it('the two layers and their lanes are whole, and allowed means nothing against it', () => {
    const seen = { ALLOW: 0, DENY: 0, REFER: 0 }
    fc.assert(
      fc.property(facts, (given) => {
        for (const verdict of both(answerTo(given))) {
          seen[verdict.decision] += 1
          expect(verdict.lanes.map(({ lane }) => lane).toSorted()).toEqual(laneCodes.toSorted())
          const allowed = verdict.decision === 'ALLOW'
          expect(verdict.basis.length > 0).toBe(allowed)
          if (allowed)
            expect([...verdict.grounds, ...verdict.refer, ...verdict.missing]).toEqual([])
          if (verdict.decision === 'DENY') expect(verdict.grounds).not.toEqual([])
          if (verdict.decision === 'REFER') expect(verdict.routedTo).toBeNull()
          if (verdict.routedTo) expect(openLanes(verdict)).toContain(verdict.routedTo)
          for (const { allowed, why, duty, fees } of verdict.lanes) {
            expect(why.length === 0).toBe(allowed === 'yes')
            expect([duty === null, fees === null]).toEqual([allowed === 'no', allowed === 'no'])
          }
        }
      }),
      runs,
    )
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(200)
  })

  it('a lane that claims the exemption is open only where the claim is allowed', () => {
    fc.assert(
      fc.property(facts, (given) => {
        for (const { decision, lanes } of both(answerTo(given))) {
          const claimed = lanes.filter((lane) => lane.claimsExemption && lane.allowed === 'yes')
          if (decision !== 'ALLOW') expect(claimed).toEqual([])
        }
      }),
      runs,
    )
  })

  it('a total is the sum of its lines, and nothing unpriced has one', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const lanes = both(answerTo(given)).flatMap((verdict) => verdict.lanes)
        for (const cost of lanes.flatMap(({ duty, fees }) => [duty ?? [], fees ?? []].flat())) {
          const priced = cost.status === 'priced' || cost.status === 'zero'
          const sum = cost.lines.reduce((total, { amountCents }) => total + (amountCents ?? 0), 0)
          expect(cost.totalCents).toBe(priced ? sum : null)
        }
      }),
      runs,
    )
  })

  it('the enforced layer allows nothing that the statute does not', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { statutory, enforced } = answerTo(given)
        if (enforced.decision === 'ALLOW') expect(statutory.decision).toBe('ALLOW')
      }),
      runs,
    )
  })

  it('the statutory verdict does not depend on rows of the enforced layer', () => {
    const rows = allRows.filter(({ layers }) => layers.includes('statutory'))
    const own = new Set(rows.map(({ id }) => id))
    // A lane the statute does not know says which row would open it elsewhere.
    const trimmed = (verdict: Verdict) => ({
      ...verdict,
      lanes: verdict.lanes.map((lane) => ({ ...lane, why: lane.why.filter(({ ruleId }) => own.has(ruleId)) })),
    }) // prettier-ignore
    fc.assert(
      fc.property(facts, (given) => {
        expect(trimmed(answerTo(given, { rows }).statutory)).toEqual(trimmed(answerTo(given).statutory)) // prettier-ignore
      }),
      { ...runs, numRuns: 1000 },
    )
  })

  const questions = fc.array(
    fc.tuple(fc.constantFrom('statutory', 'enforced'), fc.constantFrom('messages', 'ruleSet', 'routedTo', 'verifiedOn', ...laneCodes)),
    { maxLength: 6 },
  ) // prettier-ignore

  it('the answer is the same whatever is asked before it, and agrees with what was said', () => {
    fc.assert(
      fc.property(facts, questions, (given, asking) => {
        const judged = judgement(given, asked)
        const said = asking.map(([policy, name]) => {
          const side = judged[policy]
          if (name === 'messages' || name === 'ruleSet') return [name, judged[name]()] as const
          if (name === 'routedTo' || name === 'verifiedOn') return [name, side[name]()] as const
          return [name, side.lane(name)] as const
        })
        const answer = judge(structuredClone(given), asked)
        expect(judged.answer()).toEqual(answer)
        asking.forEach(([policy, name], n) => {
          const { lanes, routedTo, verifiedOn } = answer[policy]
          const { messages, ruleSet } = answer
          const told: Readonly<Record<string, unknown>> = { messages, ruleSet, routedTo, verifiedOn, ...Object.fromEntries(lanes.map((lane) => [lane.lane, lane])) } // prettier-ignore
          expect(said[n]).toEqual([name, told[name]])
        })
      }),
      { ...runs, numRuns: 500 },
    )
  })

  it('equal facts get equal answers', () => {
    fc.assert(
      fc.property(facts, (given) => {
        expect(answerTo(structuredClone(given))).toEqual(answerTo(given))
      }),
      { ...runs, numRuns: 300 },
    )
  })
})

describe('a refusal is not undone', () => {
  it('by a greater value or a greater day', () => {
    fc.assert(
      fc.property(facts, cents, cents, (given, parcel, day) => {
        const { valueCents, dayTotalCents } = given
        if (valueCents === null || dayTotalCents === null) return
        const greater = { valueCents: valueCents + parcel, dayTotalCents: dayTotalCents + parcel + day } // prettier-ignore
        neverLooser(answerTo(given), answerTo({ ...given, ...greater }))
      }),
      runs,
    )
  })

  it('by another line', () => {
    fc.assert(
      fc.property(facts, lineFacts, (given, another) => {
        neverLooser(answerTo(given), answerTo({ ...given, lines: [...given.lines, another] }))
      }),
      runs,
    )
  })

  const forget: Readonly<Record<string, (given: Facts) => Partial<Facts>>> = {
    ...Object.fromEntries(
      ['mode', 'importation', 'arrival', 'filed', 'entered', 'shippedFrom', 'valueCents', 'dayTotalCents', 'sender', 'recipient', 'iorKind', 'iorIdleDays', 'filerRole', 'estimatedArrivalDate'].map(
        (key) => [key, () => ({ [key]: null })],
      ),
    ),
    origin: ({ lines }) => ({ lines: lines.map((line) => ({ ...line, origin: null })) }),
    enteredValueCents: ({ lines }) => ({ lines: lines.map((line) => ({ ...line, enteredValueCents: null })) }),
    lookups: ({ lines }) => ({ lines: lines.map((line) => ({ ...line, lookups: {} })) }),
    ...Object.fromEntries(
      goodsClasses.map((name) => [name, ({ goods }: Facts) => ({ goods: { ...goods, [name]: null } })]),
    ),
  } // prettier-ignore

  it.each(Object.keys(forget))('by not knowing %s, and no closed lane is opened by it', (key) => {
    fc.assert(
      fc.property(facts, (given) => {
        const before = answerTo(given)
        const after = answerTo({ ...given, ...forget[key]?.(given) })
        neverLooser(before, after)
        both(after).forEach((verdict, index) => {
          const was = both(before)[index]
          expect(was && openLanes(was)).toEqual(expect.arrayContaining(openLanes(verdict)))
        })
      }),
      { ...runs, numRuns: 250 },
    )
  })
})
