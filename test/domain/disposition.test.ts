import { describe, expect, it } from 'vitest'
import { dispositionOf, dispositions, leadsTo } from '../../src/domain/disposition.ts'
import type { Disposition } from '../../src/domain/disposition.ts'
import { statuses } from '../../src/domain/status.ts'
import type { Status } from '../../src/domain/status.ts'

const codes = (text: string) => text.split(' ')

/** The codes of the status notification, SO50 15-16 and SO60 15-16. */
const billCodes = codes('51 52 53 54 55 56 57 58 59 61 62 63 74 91 92 93 94 95')
const entryCodes = codes(
  '01 03 04 21 22 23 24 25 26 28 29 30 31 33 34 70 71 72 73 74 75 76 79 80 81 82 83 84 85 86 87 88 89 90 96 97 98 99',
)

const toReview = ['SO50 51', 'SO50 52', 'SO50 53', 'SO60 03', 'SO60 88', 'SO60 90', 'SO60 97']
const toDiscrepancy = [
  'SO50 58',
  ...codes('04 29 30 33 34 84 85 86 87 96').map((code) => `SO60 ${code}`),
]

const each = (list: readonly string[], to: Status) =>
  Object.fromEntries(list.map((code) => [code, to] as const))

const open: Readonly<Record<string, Status>> = {
  ...each(toReview, 'under_review'),
  ...each(toDiscrepancy, 'discrepancy'),
  'SO60 98': 'released',
  'SO60 23': 'cancelled',
}

/** Every step that a code may make; what is not here stays where it is. */
const steps: Readonly<Record<Status, Readonly<Record<string, Status>>>> = {
  queued: { 'SO60 23': 'cancelled' },
  submitted: open,
  under_review: open,
  discrepancy: open,
  released: { 'SO60 99': 'discrepancy' },
  rejected: { 'SO60 23': 'cancelled' },
  cancelled: {},
}

const row = (name: string): Disposition => {
  const found = dispositions.get(name)
  if (!found) throw new Error(`no row ${name}`)
  return found
}

const all = [...dispositions.values()]
const everywhere = statuses.flatMap((status) =>
  [...dispositions.keys()].map((name) => [status, name] as const),
)

describe('lifecycle', () => {
  it.each(['submitted', 'discrepancy', 'under_review'] as const)(
    '%s goes under review by 90, 03, 97 and the holds 51 to 53',
    (status) => {
      for (const name of ['SO60 90', 'SO60 03', 'SO60 97', 'SO50 51', 'SO50 52', 'SO50 53']) {
        expect([name, leadsTo(row(name), status)]).toEqual([name, 'under_review'])
      }
    },
  )

  it.each(['submitted', 'under_review', 'discrepancy'] as const)(
    '%s is released by 98',
    (status) => {
      expect(leadsTo(row('SO60 98'), status)).toBe('released')
    },
  )

  it.each(['submitted', 'under_review', 'discrepancy'] as const)(
    '%s becomes a discrepancy by 96, 30, 34, 33, 29, 04, 58 and 84 to 87',
    (status) => {
      for (const name of toDiscrepancy) {
        expect([name, leadsTo(row(name), status)]).toEqual([name, 'discrepancy'])
      }
    },
  )

  it('turns released into a discrepancy by 99 alone', () => {
    expect(all.filter((known) => leadsTo(known, 'released') !== 'released')).toEqual([
      row('SO60 99'),
    ])
    expect(leadsTo(row('SO60 99'), 'released')).toBe('discrepancy')
  })

  it('takes a discrepancy back under review when the correction is accepted', () => {
    expect(leadsTo(row('SO60 88'), 'discrepancy')).toBe('under_review')
  })

  it('cancels by 23 from everywhere but released and cancelled', () => {
    const cancellable = statuses.filter((status) => leadsTo(row('SO60 23'), status) === 'cancelled')
    expect(cancellable).toEqual([...statuses].filter((status) => status !== 'released'))
    expect(leadsTo(row('SO60 23'), 'released')).toBe('released')
  })

  it('has no way out of cancelled', () => {
    expect(all.filter((known) => leadsTo(known, 'cancelled') !== 'cancelled')).toEqual([])
  })

  it.each(everywhere)('from %s, %s makes the legal step or none', (status, name) => {
    expect(leadsTo(row(name), status)).toBe(steps[status][name] ?? status)
  })
})

describe('table of dispositions', () => {
  it('has every code of the notification once', () => {
    const names = [
      ...billCodes.map((code) => `SO50 ${code}`),
      ...entryCodes.map((code) => `SO60 ${code}`),
    ]
    expect([...dispositions.keys()]).toEqual(names)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(all)('$record $code says what it means, who acts and what they do', (known) => {
    expect(known.meaning).toMatch(/^.{8,}\.$/)
    expect(known.action).toMatch(/^.{4,}\.$/)
    expect(['filer', 'cbp', 'carrier', 'nobody']).toContain(known.owner)
    expect(known.text).toMatch(/^[ -~]{1,40}$/)
  })

  it('leaves a discrepancy to the filer', () => {
    const others = all.filter(({ to, owner }) => to === 'discrepancy' && owner !== 'filer')
    expect(others).toEqual([])
  })

  it('tells the same code of a bill and of an entry apart', () => {
    expect(dispositionOf('SO50', '74')?.record).toBe('SO50')
    expect(dispositionOf('SO60', '74')?.record).toBe('SO60')
    expect(dispositionOf('SO50', '98')).toBeUndefined()
    expect(dispositionOf('SO60', '91')).toBeUndefined()
  })

  it('calls the goods admissible by 97 and 98, not by 29, 33, 34 and 99', () => {
    const by = (admissible: boolean) =>
      all.filter((known) => known.admissible === admissible).map(({ code }) => code)
    expect(by(true)).toEqual(['97', '98'])
    expect(by(false)).toEqual(['29', '33', '34', '99'])
  })

  it('settles a request by 23, 86, 87 and 88', () => {
    const settling = all
      .filter(({ settles }) => settles)
      .map(({ code, settles }) => [code, settles])
    expect(settling).toEqual([
      ['23', { review: 'D', granted: true }],
      ['86', { review: 'R', granted: false }],
      ['87', { review: 'D', granted: false }],
      ['88', { review: 'R', granted: true }],
    ])
  })
})
