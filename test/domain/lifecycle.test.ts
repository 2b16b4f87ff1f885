import { describe, expect, it } from 'vitest'
import { replay } from '../../src/domain/evolve.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import { given } from '../given.ts'
import {
  amend,
  cancel,
  clock,
  conditions,
  corrected,
  entryAfter,
  file,
  filer,
  life,
  morning,
  notice,
  notify,
  number,
  onFile,
  reply,
  shipment,
  transmit,
} from './example.ts'

describe('the main road', () => {
  it('files an entry', () => {
    given()
      .when(file, morning)
      .then({ type: 'filed', at: morning, filer, entryNumber: number, entryType: '86', shipment })
      .thenStatus('queued')
  })

  it('files an entry once', () => {
    given(...life(file))
      .when(file, morning)
      .thenNothing('duplicate')
  })

  it('keeps the entry type that the shipment names', () => {
    const informal: Shipment = { ...shipment, entryType: '11' }
    expect(entryAfter({ ...file, shipment: informal }).entryType).toBe('11')
  })

  it('takes it into one transmission', () => {
    given(...life(file))
      .when(transmit('M1'), clock(1))
      .then({ type: 'transmitted', at: clock(1), messageId: 'M1', action: 'A' })
      .thenStatus('queued')
    given(...life(file, transmit('M1')))
      .when(transmit('M2'), clock(2))
      .thenNothing('duplicate')
  })

  it.each(['02', '03'] as const)('is on file by the reply %s', (disposed) => {
    given(...life(file, transmit('M1')))
      .when(reply('M1', 'A', disposed, conditions), clock(2))
      .then({
        type: 'accepted',
        at: clock(2),
        messageId: 'M1',
        action: 'A',
        cbpAt: clock(1),
        narrative: '',
        conditions,
      })
      .thenStatus('submitted')
  })

  it('hears a reply once', () => {
    given(...life(...onFile))
      .when(reply('M1', 'A', '02'), clock(9))
      .thenNothing('duplicate')
    given(...life(file, transmit('M1')))
      .when(reply('M7', 'A', '02'), clock(9))
      .thenNothing('duplicate')
  })

  it('goes under review, is admissible, is released', () => {
    const review = life(...onFile, notify(10, notice('90')))
    expect(replay(review)).toMatchObject({ status: 'under_review', admissible: false })
    const admissible = life(...onFile, notify(10, notice('90')), notify(11, notice('97')))
    expect(replay(admissible)).toMatchObject({ status: 'under_review', admissible: true })
    given(...admissible)
      .when(notify(12, notice('98')), clock(12))
      .thenStatus('released')
  })

  it('knows admissible goods and one government apart from release', () => {
    const entry = entryAfter(...onFile, notify(10, notice('97')), notify(11, notice('01')))
    expect(entry).toMatchObject({ status: 'under_review', admissible: true, oneUsg: true })
  })

  it('refers the filing to a person', () => {
    const events = life(file, transmit('M1'), reply('M1', 'A', '04', conditions))
    expect(replay(events)).toMatchObject({
      status: 'under_review',
      acceptedAt: clock(1),
      pending: null,
      conditions,
    })
    given(...events)
      .when(notify(10, notice('98')), clock(10))
      .thenStatus('released')
  })

  it('suspends a release and gives it again', () => {
    const released = [...onFile, notify(10, notice('98'))]
    const suspended = [...released, notify(11, notice('99'))]
    expect(entryAfter(...suspended)).toMatchObject({ status: 'discrepancy', admissible: false })
    given(...life(...suspended))
      .when(notify(12, notice('98')), clock(12))
      .thenStatus('released')
  })

  it('stays released, and admissible, whatever the lifecycle does not allow', () => {
    const entry = entryAfter(...onFile, notify(10, notice('98')), notify(11, notice('29')))
    expect(entry).toMatchObject({
      status: 'released',
      admissible: true,
      disposition: { code: '29' },
    })
  })
})

describe('rejection', () => {
  const rejected = [file, transmit('M1'), reply('M1', 'A', '01', conditions)] as const

  it('leaves nothing on file', () => {
    expect(entryAfter(...rejected)).toMatchObject({
      status: 'rejected',
      acceptedAt: null,
      pending: null,
      conditions,
    })
  })

  it('is mended by an amendment, which files an add again with the same number', () => {
    given(...life(...rejected))
      .when(amend, clock(3))
      .then({ type: 'amended', at: clock(3), shipment: corrected })
      .thenStatus('queued')
    given(...life(...rejected, amend))
      .when(transmit('M2'), clock(4))
      .then({ type: 'transmitted', at: clock(4), messageId: 'M2', action: 'A' })
    const again = entryAfter(...rejected, amend, transmit('M2'), reply('M2', 'A', '02'))
    expect(again).toMatchObject({
      entryNumber: number,
      status: 'submitted',
      shipment: corrected,
      version: 2,
      conditions: [],
    })
  })

  it('is withdrawn by a cancellation, and CBP is told nothing', () => {
    given(...life(...rejected))
      .when(cancel, clock(3))
      .then({ type: 'withdrawn', at: clock(3), reason: '01' })
      .thenStatus('cancelled')
    given(...life(...rejected, cancel))
      .when(transmit('M2'), clock(4))
      .thenNothing('duplicate')
  })
})

describe('a command without an entry', () => {
  it('is a mistake of ours', () => {
    expect(() => given().when(amend, morning)).toThrow('needs an entry')
  })
})
