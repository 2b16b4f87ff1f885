import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { from, givenLaw, importer, on } from './enforced.ts'
import { givenApp, shipment } from './given.ts'
import type { Json } from './given.ts'

const outer = ['notice', 'simulation', 'fileable', 'policy', 'policySource', 'provision', 'requestedLane', 'decision', 'divergent', 'statutory', 'enforced', 'messages', 'ruleSet', 'verifiedOn', 'decidedAt', 'factsHash'] // prettier-ignore
const layer = ['layer', 'decision', 'thresholdCents', 'dayTotalCents', 'withinThreshold', 'since', 'nextChange', 'basis', 'grounds', 'refer', 'missing', 'lanes', 'routedTo', 'verifiedOn'] // prettier-ignore
const lane = ['lane', 'entryType', 'allowed', 'claimsExemption', 'why', 'confirm', 'duty', 'fees', 'missing'] // prettier-ignore
const ground = ['ruleId', 'outcome', 'effectiveFrom', 'effectiveTo', 'knownFrom', 'dateBasis', 'dateTested', 'citation', 'authority', 'status', 'confidence', 'verifiedOn', 'text'] // prettier-ignore
const lanes = ['ET86', 'FREE_RELEASE', 'ET11', 'ET03', 'ET01', 'ET13', 'IMDW', 'POSTAL_CARRIER']

type Shown = Readonly<Record<string, unknown>>
type Layer = {
  decision: string
  basis: Shown[]
  grounds: Shown[]
  missing: { field: string }[]
  lanes: (Shown & { why: Shown[]; duty: Shown | null })[]
  routedTo: string | null
}
type Verdict = Shown & {
  policy: string
  decision: string
  statutory: Layer
  enforced: Layer
  messages: { code: string; severity: string }[]
}
const verdictOf = (json: Json) => json['verdict'] as unknown as Verdict
const sorted = (value: object | null | undefined) => Object.keys(value ?? {}).sort()

/** Of the law; what the checks say of the goods is not about it. */
const lawAdviceOf = (json: Json) =>
  (json['advice'] as { code: string; pointer: string }[])
    .filter(({ pointer }) => !pointer.startsWith('/lines'))
    .map(({ code }) => code)

describe('the verdict', () => {
  it('has every key of its shape, in both layers, and no other', async () => {
    const { post } = await givenApp()
    const verdict = verdictOf((await post('/v1/check', shipment())).json)
    expect(sorted(verdict)).toEqual(outer.toSorted())
    for (const of of [verdict.statutory, verdict.enforced]) {
      expect(sorted(of)).toEqual(layer.toSorted())
      expect(of.lanes.map((one) => one['lane'])).toEqual(lanes)
      for (const one of of.lanes) {
        expect(sorted(one)).toEqual(lane.toSorted())
        expect(one.why.length > 0).toBe(one['allowed'] !== 'yes')
        expect(one.duty === null).toBe(one['allowed'] === 'no')
      }
      for (const one of [...of.basis, ...of.grounds]) expect(sorted(one)).toEqual(ground.toSorted())
    }
    expect(sorted(verdict.statutory.lanes[0]?.duty)).toEqual(
      ['enteredValueCents', 'lines', 'rateDate', 'status', 'totalCents'],
    )
    expect(sorted(verdict.enforced.lanes[2]?.['fees'] as object)).toEqual(
      ['lines', 'ruleIds', 'status', 'totalCents'],
    )
    expect(sorted(verdict['ruleSet'] as object)).toEqual(
      ['ageDays', 'rows', 'sha256', 'sourcesThrough', 'staleness', 'verifiedOn'],
    )
  }) // prettier-ignore

  it('says by default: allowed by statute, denied as enforced', async () => {
    const { post } = await givenApp()
    const { json } = await post('/v1/check', from('CN', shipment()))
    expect(verdictOf(json)).toMatchObject({
      notice: 'simulated, not filed with CBP',
      simulation: true,
      fileable: false,
      policy: 'statutory',
      policySource: 'default',
      provision: 'C',
      requestedLane: null,
      decision: 'ALLOW',
      divergent: true,
      statutory: { basis: [{ ruleId: 'DM-THR-800' }], dayTotalCents: 4500, routedTo: 'ET86' },
      enforced: {
        grounds: [{ ruleId: 'REG-NONPOST-SUSP' }, { ruleId: 'EO-ALL-AUG25' }, { ruleId: 'EO-CN-MAY25' }],
        since: '2025-05-02T00:01:00-04:00',
        nextChange: { ruleId: 'DM-REPEAL-2027', on: '2027-07-01', kind: 'starts' },
        routedTo: 'ET11',
      },
      decidedAt: '2026-11-23T14:00:00.000Z',
    })
    expect(json).toMatchObject({ accepted: true, message: { format: 'xml' }, ledger: { after: '45.00' } })
  }) // prettier-ignore

  it('warns on every answer that CBP takes no type 86 today', async () => {
    const { post, get } = await givenLaw()
    const checked = (await post('/v1/check', on('2026-11-23'))).json
    const filed = (await post('/v1/entries', on('2026-11-23'))).json
    const shown = (await get(`/v1/entries/${String(filed['id'])}`)).json
    for (const json of [checked, filed, shown]) {
      expect(lawAdviceOf(json)).toEqual(['not_enforced', 'exemption_suspended'])
      const [first, second] = verdictOf(json).messages
      expect([first?.code, second?.code]).toEqual(['SIMULATED', 'NOT_ENFORCED'])
    }
  })

  it('does not warn where CBP agreed', async () => {
    const { post } = await givenLaw({ at: '2025-04-15T14:00:00.000Z' })
    const { json } = await post('/v1/check', on('2025-04-15'))
    expect(verdictOf(json)).toMatchObject({ divergent: false, enforced: { decision: 'ALLOW' } })
    expect(lawAdviceOf(json)).toEqual([])
  })

  it('is an error where type 86 is asked for and CBP enforces', async () => {
    const { post } = await givenLaw({ policy: 'enforced' })
    const { json } = await post('/v1/check', on('2026-11-23', { entryType: '86' }))
    const { requestedLane, messages } = verdictOf(json) as Verdict & { requestedLane: string }
    expect(requestedLane).toBe('ET86')
    expect(messages.find(({ code }) => code === 'EXEMPTION_SUSPENDED')?.severity).toBe('error')
  })

  it('counts the day that the person has had already', async () => {
    const { post, file } = await givenApp()
    await file()
    const second = { ...shipment({ reference: 'SHP-2' }), consignee: shipment().consignee }
    const { json } = await post('/v1/check', second)
    expect(verdictOf(json).statutory).toMatchObject({ dayTotalCents: 9000, withinThreshold: true })
    expect(json['ledger']).toMatchObject({ before: '45.00', after: '90.00' })
  })
})

describe('what is not known', () => {
  const line = shipment().lines[0]
  it.each([
    ['an origin', 'origin', { lines: [{ ...line, countryOfOrigin: undefined }] }],
    ['a country that exists', 'origin', { lines: [{ ...line, countryOfOrigin: 'XX' }] }],
    ['a day', 'importation', { estimatedArrivalDate: undefined }],
    ['a day that exists', 'importation', { estimatedArrivalDate: '2026-02-30' }],
    ['a mode', 'mode', { modeOfTransportation: undefined }],
    ['a mode that the law knows', 'mode', { modeOfTransportation: '70', conveyance: { carrier: 'UA', flight: '12' } }],
    ['a mode that exists', 'mode', { modeOfTransportation: 'constructor' }],
    ['a value', 'dayTotalCents', { lines: [line, { ...line, fairRetailValue: 'x' }] }],
    ['a tariff number', 'goods.adcvd', { lines: [{ ...line, htsNumber: '61' }] }],
    ['any line', 'origin', { lines: [] }],
  ])('without %s no exemption is granted', async (_, field, changes) => {
    const { post } = await givenApp()
    const { status, json } = await post('/v1/check', shipment(changes))
    expect(status).toBe(200)
    expect(json).toMatchObject({ accepted: false, message: null })
    const { statutory, enforced } = verdictOf(json)
    expect(statutory).toMatchObject({ decision: 'REFER', basis: [], routedTo: null })
    expect(enforced.decision).not.toBe('ALLOW')
    expect(statutory.missing.map((missing) => missing.field)).toContain(field)
  }) // prettier-ignore

  it('sends a pipeline to a person, under both policies', async () => {
    const gas = { modeOfTransportation: '70', conveyance: { carrier: 'UA', flight: '12' } }
    const statutory = await (await givenApp()).post('/v1/entries', shipment(gas))
    expect(statutory.json.errors).toMatchObject([{ code: 'person_decides' }])
    const { post } = await givenLaw({ policy: 'enforced' })
    const enforced = await post('/v1/entries', on('2026-11-23', { ...gas, ...importer }))
    expect(enforced.json.errors).toMatchObject([{ code: 'person_decides', pointer: '/entryType' }])
  })
})

describe('an entry', () => {
  it.each(['statutory', 'enforced'] as const)('keeps its verdict, byte for byte: %s', async (policy) => {
    const { post, get, live } = await givenLaw({ policy })
    const filed = await post('/v1/entries', on('2026-11-23', importer))
    await live(8)
    const shown = await get(`/v1/entries/${String(filed.json['id'])}`)
    expect(shown.json['status']).toBe('released')
    for (const part of ['verdict', 'advice', 'totals']) {
      expect(JSON.stringify(shown.json[part])).toBe(JSON.stringify(filed.json[part]))
    }
  }) // prettier-ignore

  it('shows only the decisions in lists', async () => {
    const { post, get } = await givenLaw()
    await post('/v1/entries', on('2026-11-23'))
    const { items } = (await get('/v1/entries')).json as unknown as { items: Shown[] }
    expect(items.map(({ verdict }) => verdict)).toEqual([
      {
        policy: 'statutory',
        decision: 'ALLOW',
        divergent: true,
        statutory: { decision: 'ALLOW' },
        enforced: { decision: 'DENY' },
      },
    ])
  })

  it.each(['null', undefined])('is older than the rules when it kept none: %s', async (kept) => {
    const { post, get, db } = await givenLaw()
    const path = `/v1/entries/${String((await post('/v1/entries', on('2026-11-23'))).json['id'])}`
    const [row] = await db.read<{ data: string }>(sql`select data from event where seq = 1`)
    const { judged: _, ...rest } = JSON.parse(row?.data ?? '{}') as Record<string, unknown>
    const older = JSON.stringify(kept === undefined ? rest : { ...rest, judged: null })
    await db.write([sql`update event set data = ${older} where seq = 1`])
    expect((await get(path)).json).toMatchObject({ verdict: null, status: 'queued' })
    const { items } = (await get('/v1/entries')).json as unknown as { items: Shown[] }
    expect(items[0]?.['verdict']).toBeNull()
  })
})
