import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command, Notify } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import { dispositionOf, dispositions, leadsTo } from '../../src/domain/disposition.ts'
import type { Entry } from '../../src/domain/entry.ts'
import type { Event } from '../../src/domain/event.ts'
import { evolve, lives, ready, replay } from '../../src/domain/evolve.ts'
import { isBeyond, mostAtHand, withAll } from '../../src/domain/recent.ts'
import type { Status } from '../../src/domain/status.ts'
import { answer, clock, life, notice, notify, onFile, reply, transmit } from './example.ts'

const atCbp = life(...onFile)

/** What CBP says goes in as it arrives; what it makes of it is decided as the gateway does. */
function hear(events: Event[], said: Notify): string {
  const before = replay(events)
  if (!before) throw new Error('nothing is on file')
  const known = isBeyond(before, said) ? withAll(before, events) : before
  const decision = decide(said, known, clock(0))
  if (decision.kind === 'events') events.push(...decision.events)
  return decision.kind === 'nothing' ? decision.why : decision.kind
}

function after(said: readonly Notify[], begun: readonly Event[] = atCbp): Entry {
  const events = [...begun]
  let entry = replay(events)
  for (const one of said) {
    if (!entry) throw new Error('nothing is on file')
    const known = isBeyond(entry, one) ? withAll(entry, events) : entry
    const decision = decide(one, known, clock(0))
    if (decision.kind !== 'events') continue
    for (const event of decision.events) {
      // As it comes back from the store.
      entry = JSON.parse(JSON.stringify(evolve(ready(known, event, events), event))) as Entry
      events.push(event)
    }
  }
  if (!entry) throw new Error('nothing is on file')
  expect(entry).toEqual(replay(events))
  return entry
}

const seen = ({ status, admissible, oneUsg, disposition, latest }: Entry) => ({
  ...{ status, admissible, oneUsg, disposition, latest },
})

/** A second apart, each with its own sequence. */
const saidAt = (second: number, code: string, record: 'SO50' | 'SO60' = 'SO60'): Notify => ({
  ...notify(0, notice(code, record)),
  notificationId: `S${second}`,
  cbpAt: new Date(Date.parse(clock(10)) + second * 1000).toISOString(),
  sequence: second,
})

const codes = [...dispositions.values()].filter(({ to }) => to !== 'cancelled')

const many = fc
  .array(fc.constantFrom(...codes), { minLength: mostAtHand, maxLength: 5 * mostAtHand })
  .map((list) => list.map(({ code, record }, at) => saidAt(at + 1, code, record)))

const withOrder = many.chain((inOrder) =>
  fc.tuple(
    fc.constant(inOrder),
    fc.shuffledSubarray(inOrder, { minLength: inOrder.length, maxLength: inOrder.length }),
  ),
)

describe('of many notices an entry keeps the newest at hand', () => {
  it('and comes to the same in whatever order they arrive', () => {
    fc.assert(
      fc.property(withOrder, ([inOrder, shuffled]) => {
        expect(seen(after(shuffled))).toEqual(seen(after(inOrder)))
      }),
      { numRuns: 60 },
    )
  })

  it('and stands where the table of codes leads, one after the other', () => {
    const led = (said: readonly Notify[]) =>
      said.reduce<Status>((status, { notices: [told] }) => {
        const known = told && dispositionOf(told.record, told.code)
        return known ? leadsTo(known, status) : status
      }, 'submitted')
    fc.assert(
      fc.property(withOrder, ([inOrder, shuffled]) => {
        expect(after(shuffled).status).toBe(led(inOrder))
      }),
      { numRuns: 60 },
    )
  })

  it('and knows a repeat of any of them under another id', () => {
    fc.assert(
      fc.property(withOrder, fc.nat(), ([, shuffled], drawn) => {
        const events = [...atCbp]
        for (const one of shuffled) hear(events, one)
        const again = shuffled[drawn % shuffled.length]
        if (!again) throw new Error('at least one was said')
        expect(hear(events, { ...again, notificationId: 'again' })).toBe('duplicate')
      }),
      { numRuns: 30 },
    )
  })

  it('and does not grow with them', () => {
    const bytes = (count: number) => {
      const said = Array.from({ length: count }, (_, n) => saidAt(n + 1, n % 2 ? '97' : '96'))
      return JSON.stringify(after(said)).length
    }
    const [some, more] = [bytes(2 * mostAtHand), bytes(20 * mostAtHand)]
    expect(more).toBeLessThan(1.1 * some)
  })

  it('and those of one moment stay together', () => {
    const together = codes
      .slice(0, mostAtHand + 9)
      .map(({ code, record }, n) => ({ ...saidAt(5, code, record), notificationId: `T${n}` }))
    const said = [saidAt(1, '98'), ...together, saidAt(9, '97')]
    expect(seen(after(said.toReversed()))).toEqual(seen(after(said)))
  })
})

describe('a late notice', () => {
  const thousand = Array.from({ length: 200 }, (_, n) => saidAt(n + 10, n % 2 ? '96' : '97'))

  it('that belongs before all at hand takes its place with the journal', () => {
    const released = saidAt(211, '98')
    const suspended = saidAt(212, '99')
    const said = [...thousand, suspended]
    expect(after(said).status).toBe('discrepancy')
    expect(after([...thousand, released, suspended]).status).toBe('discrepancy')
    // Far back a release changes what follows it: holds do not take it back, a suspension does.
    const early = saidAt(1, '98')
    const mostly = [...thousand, saidAt(213, '54', 'SO50')]
    expect(after(mostly).status).toBe('discrepancy')
    expect(seen(after([...mostly, early]))).toEqual(seen(after([early, ...mostly])))
  })

  it('is not taken without the journal', () => {
    const events = [...atCbp]
    for (const one of thousand) hear(events, one)
    const [event] = events.slice(-1)
    const entry = replay(events)
    const late = { ...event, cbpAt: clock(10), sequence: 1 } as Event
    expect(() => evolve(entry, late)).toThrow('needs the journal')
  })

  it('of what a later reply settled changes nothing, however much was said', () => {
    const settling: Command[] = [answer, transmit('M2'), reply('M2', 'answer', '02')]
    const begun = life(...onFile, saidAt(1, '97'), saidAt(400, '96'), ...settling)
    expect(after([...thousand, saidAt(2, '98')], begun).status).toBe('under_review')
    const later = thousand.map((said) => saidAt(said.sequence + 400, '90'))
    expect(after([...later, saidAt(2, '98')], begun).status).toBe('under_review')
    expect(after([...later, saidAt(401, '98')], begun).status).toBe('released')
  })
})

describe('an entry of a database from before', () => {
  const first = Array.from({ length: 90 }, (_, n) => saidAt(2 * n + 2, n % 3 ? '96' : '97'))

  /** Then everything heard was kept in the entry. */
  const asOnceKept = (events: readonly Event[]): Entry => {
    const entry = replay(events)
    if (!entry) throw new Error('nothing is on file')
    const whole = withAll(entry, events)
    expect(whole.heard).toHaveLength(90)
    expect(whole.told?.spoken).toHaveLength(90)
    return JSON.parse(JSON.stringify(whole)) as Entry
  }

  it('is read as it is, and comes to the same with what follows', () => {
    const events = [...atCbp]
    for (const one of first) hear(events, one)
    for (const next of [saidAt(400, '98'), saidAt(61, '98'), saidAt(1, '98')]) {
      const old = asOnceKept(events)
      const decision = decide(next, old, clock(0))
      const [event] = decision.kind === 'events' ? decision.events : []
      if (!event) throw new Error('it is news')
      const now = evolve(old, event)
      expect(seen(now)).toEqual(seen(after([...first, next])))
      expect(now.heard.length).toBeLessThanOrEqual(mostAtHand)
      // And what follows that is put in its place too.
      const late = saidAt(3, '99')
      const wide = decide(late, withAll(now, [...events, event]), clock(0))
      const [second] = wide.kind === 'events' ? wide.events : []
      if (!second) throw new Error('it is news')
      const then = evolve(ready(now, second, [...events, event]), second)
      expect(seen(then)).toEqual(seen(after([...first, next, late])))
    }
  })

  it('has its whole life read, step by step', () => {
    const events = [...atCbp]
    for (const one of first.toReversed()) hear(events, one)
    const steps = [...lives(events)]
    expect(steps).toHaveLength(events.length)
    expect(steps.at(-1)).toEqual(replay(events))
  })
})
