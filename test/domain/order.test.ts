import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command, Notify } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import { dispositions } from '../../src/domain/disposition.ts'
import { evolve, replay } from '../../src/domain/evolve.ts'
import type { Entry } from '../../src/domain/entry.ts'
import type { Event } from '../../src/domain/event.ts'
import { given } from '../given.ts'
import {
  amend,
  answer,
  clock,
  entryAfter,
  file,
  life,
  notice,
  notify,
  onFile,
  reply,
  transmit,
} from './example.ts'

function orders<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]]
  return list.flatMap((first, index) =>
    orders(list.toSpliced(index, 1)).map((rest) => [first, ...rest]),
  )
}

/** What a caller sees of CBP's word. */
const seen = ({ status, admissible, oneUsg, disposition, latest }: Entry) => ({
  status,
  admissible,
  oneUsg,
  disposition,
  latest,
})

const after = (...commands: readonly Command[]) => seen(entryAfter(...onFile, ...commands))

const review = notify(10, notice('90'))
const asked = notify(11, notice('96'))
const admissible = notify(12, notice('97'))
const released = notify(13, notice('98'))
const suspended = notify(14, notice('99'))
const oneUsg = notify(14, notice('01'))
const departed = notify(11, notice('94', 'SO50'))
const arrived = notify(15, notice('95', 'SO50'))
const cancelled = notify(15, notice('23'))

describe('notices out of order', () => {
  it.each([
    ['ending in release', [review, asked, admissible, released], 'released'],
    ['ending in a suspension', [review, admissible, released, suspended], 'discrepancy'],
    ['with the arrival after the release', [review, admissible, released, arrived], 'released'],
    ['with all agencies done after the release', [review, departed, released, oneUsg], 'released'],
    [
      'with a review after the release',
      [admissible, released, notify(14, notice('90')), arrived],
      'released',
    ],
    [
      'ending in a question',
      [review, departed, admissible, notify(14, notice('96'))],
      'discrepancy',
    ],
  ] as const)('%s come to the same in all 24 orders of 4', (_, notices, status) => {
    const expected = after(...notices)
    expect(expected.status).toBe(status)
    expect(orders(notices)).toHaveLength(24)
    for (const order of orders(notices)) expect(after(...order)).toEqual(expected)
  })

  it.each([
    ['a suspension', [review, asked, admissible, released, suspended], 'discrepancy'],
    ['an arrival', [review, departed, admissible, released, arrived], 'released'],
    ['a cancellation', [review, asked, admissible, suspended, cancelled], 'cancelled'],
  ] as const)('come to the same in all 120 orders of 5, ending in %s', (_, notices, status) => {
    const expected = after(...notices)
    expect(expected.status).toBe(status)
    expect(orders(notices)).toHaveLength(120)
    for (const order of orders(notices)) expect(after(...order)).toEqual(expected)
  })

  it('come to the same whatever CBP says', () => {
    const names = fc.constantFrom(...dispositions.values())
    const moments = fc.uniqueArray(
      fc.record({
        notices: fc.array(names, { minLength: 1, maxLength: 3 }),
        minutes: fc.nat({ max: 40 }),
      }),
      { maxLength: 7, selector: ({ minutes }) => minutes },
    )
    const said = moments.map((list) =>
      list
        .sort((a, b) => a.minutes - b.minutes)
        .map(({ notices, minutes }) =>
          notify(minutes, ...notices.map(({ code, record }) => notice(code, record))),
        ),
    )
    const pair = said.chain((inOrder) =>
      fc.tuple(
        fc.constant(inOrder),
        fc.shuffledSubarray(inOrder, { minLength: inOrder.length, maxLength: inOrder.length }),
      ),
    )
    fc.assert(
      fc.property(pair, ([inOrder, shuffled]) => {
        expect(after(...shuffled)).toEqual(after(...inOrder))
      }),
    )
  })

  it('are all kept, the late ones marked', () => {
    for (const order of orders([review, admissible, released, arrived])) {
      const events = life(...onFile, ...order)
      const notified = events.filter((event) => event.type === 'notified')
      const late = order.map(({ sequence }, index) =>
        order.slice(0, index).some((earlier) => earlier.sequence > sequence),
      )
      expect(notified.map(({ notificationId }) => notificationId)).toEqual(
        order.map(({ notificationId }) => notificationId),
      )
      expect(notified.map(({ superseded }) => superseded)).toEqual(late)
      expect(replay(events)?.heard).toHaveLength(4)
    }
  })

  it('change nothing where a later reply has settled the matter', () => {
    const settled = [...onFile, notify(20, notice('96')), answer, transmit('M2')]
    const entry = entryAfter(...settled, reply('M2', 'answer', '02'), notify(19, notice('96')))
    expect(entry).toMatchObject({ status: 'under_review', latest: { sequence: 20 } })
    expect(entry.heard).toHaveLength(2)
  })

  it('still count where a reply changed nothing', () => {
    const corrected = [...onFile, arrived, amend, transmit('M2'), reply('M2', 'R', '02')]
    expect(entryAfter(...corrected, released).status).toBe('released')
  })
})

describe('notices of one time', () => {
  const at = (sequence: number, code: string): Notify => ({
    ...notify(sequence, notice(code)),
    cbpAt: clock(10),
  })

  it("go by CBP's sequence", () => {
    const notices = [at(1, '90'), at(2, '98'), at(3, '99'), at(4, '97')]
    const expected = after(...notices)
    expect(expected).toMatchObject({ status: 'under_review', disposition: { code: '97' } })
    for (const order of orders(notices)) expect(after(...order)).toEqual(expected)
  })

  it('count by number: 10 comes after 9', () => {
    expect(after(at(10, '98'), at(9, '90')).status).toBe('released')
  })

  it('and one sequence that contradict each other are for a person to decide', () => {
    const both = [at(5, '98'), { ...at(5, '96'), notificationId: 'other' }]
    expect(after(...both).status).toBe('discrepancy')
    expect(after(...both.toReversed()).status).toBe('discrepancy')
  })

  it.each([
    [['98', '96'], 'discrepancy', '96'],
    [['97', '58'], 'discrepancy', '58'],
    [['98', '97'], 'released', '98'],
    [['98', '99'], 'discrepancy', '99'],
    [['90', '95'], 'under_review', '90'],
    [['96', '23'], 'cancelled', '23'],
  ])('in one notification, %j, have no order', (codes, status, code) => {
    const notices = codes.map((each) => notice(each, /^(58|95)$/.test(each) ? 'SO50' : 'SO60'))
    const expected = { status, disposition: { code } }
    expect(after(notify(10, ...notices))).toMatchObject(expected)
    expect(after(notify(10, ...notices.toReversed()))).toMatchObject(expected)
  })
})

describe('a notice that is no news', () => {
  it('under a new id with the same content gives nothing', () => {
    given(...life(...onFile, review))
      .when({ ...review, notificationId: 'again', sequence: 99 }, clock(20))
      .thenNothing('duplicate')
  })

  it('to the minute goes by its sequence among those that have seconds', () => {
    const asks: Notify = { ...notify(10, notice('96')), sequence: 7, toTheMinute: true }
    const seconds = (text: string) => asks.cbpAt.replace(':00.000Z', `:${text}.000Z`)
    const admitted = { ...notify(10, notice('97')), sequence: 6, cbpAt: seconds('45') }
    const expected = { status: 'discrepancy', disposition: { code: '96' } }
    expect(entryAfter(...onFile, admitted, asks)).toMatchObject(expected)
    expect(entryAfter(...onFile, asks, admitted)).toMatchObject(expected)
  })

  it('to the minute is another one where CBP numbers it so, and not where it has no number', () => {
    const said: Notify = { ...review, toTheMinute: true, sequence: 4 }
    const heard = life(...onFile, said)
    const again = { ...said, notificationId: 'again' }
    given(...heard)
      .when(again, clock(20))
      .thenNothing('duplicate')
    given(...heard)
      .when({ ...again, sequence: 0 }, clock(20))
      .thenNothing('duplicate')
    const { sequence, at, ...news } = {
      ...again,
      sequence: 5,
      at: clock(20),
      type: 'notified' as const,
    }
    given(...heard)
      .when({ ...again, sequence }, at)
      .then({ ...news, sequence, at, superseded: false })
    given(...life(...onFile, { ...said, sequence: 0 }))
      .when({ ...again, sequence: 5 }, clock(20))
      .thenNothing('duplicate')
  })

  it('but asks for another document is news', () => {
    const asks = (documentType: string): Notify => ({
      ...notify(11, { ...notice('96'), documentType }),
      notificationId: documentType,
    })
    const entry = entryAfter(...onFile, asks('CBP01'), asks('CBP02'))
    expect(entry.heard).toHaveLength(2)
    expect(entry.disposition?.documentType).toBe('CBP02')
  })

  it('before the reply is early', () => {
    given(...life(file))
      .when(released, clock(20))
      .thenNothing('early')
    given(...life(file, transmit('M1')))
      .when(released, clock(20))
      .thenNothing('early')
  })

  it('about an entry that was refused or withdrawn is not on file', () => {
    const rejected = life(file, transmit('M1'), reply('M1', 'A', '01'))
    given(...rejected)
      .when(released, clock(20))
      .thenNothing('not_on_file')
    const withdrawn = life(file, { type: 'cancel', reason: '01' })
    given(...withdrawn)
      .when(released, clock(20))
      .thenNothing('not_on_file')
  })

  it.each([
    ['an unknown code', [notice('77')]],
    ['a known code of the other record', [notice('98', 'SO50')]],
    ['one unknown code among known ones', [notice('98'), notice('XX')]],
  ])('and holds %s is not understood', (_, notices) => {
    given(...life(...onFile))
      .when(notify(10, ...notices), clock(20))
      .thenNothing('unknown_code')
  })
})

describe('a notice', () => {
  it('is remembered whole', () => {
    const heard: Notify = {
      ...notify(10, { ...notice('98'), releaseDate: '2026-11-25', releaseOrigin: '03' }),
      references: [{ qualifier: 'CMT', value: 'OK' }],
    }
    const { type: _, ...rest } = heard
    const expected: Event = { type: 'notified', at: clock(20), superseded: false, ...rest }
    given(...life(...onFile))
      .when(heard, clock(20))
      .then(expected)
  })

  it('of an unknown code that reached the journal still folds', () => {
    const entry = entryAfter(...onFile)
    const decision = decide(review, entry, clock(10))
    const [event] = decision.kind === 'events' ? decision.events : []
    const strange = { ...event, notices: [notice('77')] } as Event
    expect(evolve(entry, strange)).toMatchObject({ status: 'submitted', disposition: null })
  })
})
