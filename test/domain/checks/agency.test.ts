import { describe, expect, it } from 'vitest'
import { agencyClaims } from '../../../src/domain/checks/agency.ts'
import { runChecks } from '../../../src/domain/checks/checks.ts'
import { agencies, flags } from '../../../src/domain/checks/flags.ts'
import type { Pga } from '../../../src/domain/shipment.ts'

const mug = '6912004400'
const coffee = '0901210045'

const claims = (htsNumber: string, ...pga: Pga[]) =>
  agencyClaims({ htsNumber, pga }).map(({ flag, state }) => `${flag} ${state}`)

const found = (htsNumber: string, ...pga: Pga[]) =>
  runChecks({ lines: [{ htsNumber, pga }] }).map(({ check, pointer }) => `${check} ${pointer}`)

describe('claims on a line', () => {
  it('are open, answered or disclaimed', () => {
    expect(claims(mug)).toEqual(['FD1 open'])
    expect(claims(mug, { agency: 'FDA', program: 'FOO' })).toEqual(['FD1 answered'])
    expect(claims(mug, { agency: 'FDA', disclaim: 'A' })).toEqual(['FD1 disclaimed'])
    expect(claims(mug, { agency: 'FDA', program: 'DRU' })).toEqual(['FD1 open'])
  })

  it('say what is wanted and which disclaims there are', () => {
    const [may] = agencyClaims({ htsNumber: mug })
    expect(may).toMatchObject({ agency: 'FDA', level: 'may' })
    expect(Object.keys(may?.disclaims ?? {})).toEqual(['A', 'B', 'C', 'D'])
    expect(agencyClaims({ htsNumber: coffee })[0]).toMatchObject({
      level: 'required',
      disclaims: {},
    })
  })

  it('of CPSC begin on the day of its mandate', () => {
    const on = (day: string) =>
      agencyClaims({ htsNumber: '9503000073' }, day).map(({ flag }) => flag)
    expect(on('2026-07-07')).toEqual([])
    expect(on('2026-07-08')).toEqual(['CPS'])
  })
})

describe('findings on agencies', () => {
  it('advise on data that is missing, and on data that may be', () => {
    expect(found(coffee)).toEqual(['agency_data /lines/0/pga'])
    expect(found(mug)).toEqual(['agency_possible /lines/0/pga'])
    expect(found(mug, { agency: 'FDA', disclaim: 'A' })).toEqual([])
    expect(found('8205595560')).toEqual([])
  })

  it('refuse a disclaim where data is required', () => {
    const [only, ...others] = runChecks({
      lines: [{ htsNumber: coffee, pga: [{ agency: 'FDA', disclaim: 'A' }] }],
    })
    expect(others).toEqual([])
    expect(only).toMatchObject({
      check: 'agency_disclaim',
      severity: 'error',
      pointer: '/lines/0/pga/0/disclaim',
    })
  })

  it('name an agency that nobody knows', () => {
    expect(found('8205595560', { agency: 'XQX' })).toEqual(['agency_unknown /lines/0/pga/0/agency'])
  })
})

describe('the table of flags', () => {
  it('knows its agencies, and prefixes are digits', () => {
    for (const { agency, hts, except = [] } of flags) {
      expect(agencies).toContain(agency)
      for (const prefix of [...hts, ...except]) expect(prefix).toMatch(/^\d{2,10}$/)
    }
  })
})
