import { describe, expect, it } from 'vitest'
import { replay } from '../../src/domain/evolve.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import { given } from '../given.ts'
import {
  amend,
  answer,
  but,
  cancel,
  clock,
  conditions,
  corrected,
  entryAfter,
  file,
  life,
  notice,
  notify,
  onFile,
  reply,
  shipment,
  transmit,
} from './example.ts'

describe('correction', () => {
  const sent = [...onFile, amend, transmit('M2')] as const
  const referred = [...sent, reply('M2', 'R', '04')] as const

  it('before sending changes what will be sent', () => {
    const entry = entryAfter(file, amend)
    expect(entry).toMatchObject({ status: 'queued', shipment: corrected, version: 2 })
    given(...life(file, amend))
      .when(transmit('M1'), clock(2))
      .then({ type: 'transmitted', at: clock(2), messageId: 'M1', action: 'A' })
  })

  it('after sending waits for the answer to the filing', () => {
    given(...life(file, transmit('M1')))
      .when(amend, clock(2))
      .thenRefused('state_conflict')
  })

  it('of an entry on file is sent as a replace', () => {
    given(...life(...onFile, amend))
      .when(transmit('M2'), clock(4))
      .then({ type: 'transmitted', at: clock(4), messageId: 'M2', action: 'R' })
      .thenStatus('submitted')
  })

  it('that is taken at once settles a discrepancy', () => {
    const asked = [...onFile, notify(10, notice('58', 'SO50')), amend, transmit('M2')]
    given(...life(...asked))
      .when(reply('M2', 'R', '02'), clock(12))
      .thenStatus('under_review')
    given(...life(...sent))
      .when(reply('M2', 'R', '02'), clock(5))
      .thenStatus('submitted')
  })

  it('that the reply rejects leaves the former shipment', () => {
    const entry = entryAfter(...sent, reply('M2', 'R', '01', conditions))
    expect(entry).toMatchObject({ status: 'submitted', shipment, pending: null, conditions })
  })

  it('under review goes by the conditions of its own reply', () => {
    const refused = [...sent, reply('M2', 'R', '01', conditions)]
    const entry = entryAfter(...refused, amend, transmit('M3'), reply('M3', 'R', '04'))
    expect(entry).toMatchObject({ status: 'under_review', conditions: [] })
  })

  it('is granted by 88', () => {
    const entry = entryAfter(...referred, notify(10, notice('88')))
    expect(entry).toMatchObject({ status: 'under_review', shipment: corrected, review: null })
  })

  it('refused by 86 gives way to the former shipment', () => {
    const entry = entryAfter(...referred, notify(10, notice('86')))
    expect(entry).toMatchObject({ status: 'discrepancy', shipment, review: null, version: 3 })
  })

  it('waits while 84 asks for a document', () => {
    const asked = life(...referred, notify(10, notice('84')))
    expect(replay(asked)).toMatchObject({ status: 'discrepancy', review: { action: 'R' } })
    given(...asked)
      .when(answer, clock(11))
      .thenStatus('discrepancy')
  })

  it.each([
    ['amend', amend],
    ['cancel', cancel],
  ])('under review admits no second request: %s', (_, command) => {
    given(...life(...sent))
      .when(command, clock(6))
      .thenRefused('state_conflict')
    given(...life(...referred))
      .when(command, clock(6))
      .thenRefused('state_conflict')
  })

  it('changes neither reference nor entry type', () => {
    const other = but({ reference: 'SHP-2', entryType: '11' }) as Shipment
    given(...life(...onFile))
      .when({ type: 'amend', shipment: other }, clock(4))
      .thenRefused('reference_change', '/reference')
      .thenRefused('entry_type_change', '/entryType')
  })
})

describe('update', () => {
  const moved = { ...amend, transportOnly: true } as const
  const sent = [...onFile, moved, transmit('M2')] as const

  it('is how CBP is told of a change of the transport alone', () => {
    given(...life(...onFile))
      .when(moved, clock(3))
      .then({ type: 'amended', at: clock(3), shipment: corrected, action: 'U' })
    given(...life(...onFile, moved))
      .when(transmit('M2'), clock(4))
      .then({ type: 'transmitted', at: clock(4), messageId: 'M2', action: 'U' })
      .thenStatus('submitted')
  })

  it('is no way to change what CBP has not on file', () => {
    given(...life(file))
      .when(moved, clock(3))
      .then({ type: 'amended', at: clock(3), shipment: corrected })
    const rejected = life(file, transmit('M1'), reply('M1', 'A', '01'))
    given(...rejected)
      .when(moved, clock(3))
      .then({ type: 'amended', at: clock(3), shipment: corrected })
    expect(entryAfter(file, transmit('M1'), reply('M1', 'A', '01'), moved).pending).toMatchObject({
      action: 'A',
    })
  })

  it('that CBP takes in needs no review, and settles a discrepancy', () => {
    expect(entryAfter(...sent, reply('M2', 'U', '02'))).toMatchObject({
      ...{ status: 'submitted', shipment: corrected, pending: null, review: null },
    })
    const asked = [...onFile, notify(10, notice('58', 'SO50')), moved, transmit('M2')]
    given(...life(...asked))
      .when(reply('M2', 'U', '02'), clock(12))
      .thenStatus('under_review')
  })

  it('that the reply rejects leaves what CBP has on file', () => {
    const entry = entryAfter(...sent, reply('M2', 'U', '01', conditions))
    expect(entry).toMatchObject({ status: 'submitted', shipment, pending: null, conditions })
  })

  it('that a person at CBP looks at is decided like a correction', () => {
    const referred = [...sent, reply('M2', 'U', '04')]
    expect(entryAfter(...referred)).toMatchObject({ review: { action: 'R' } })
    expect(entryAfter(...referred, notify(10, notice('86')))).toMatchObject({ shipment })
    expect(entryAfter(...referred, notify(10, notice('88')))).toMatchObject({ shipment: corrected })
  })

  it('is a correction in journals that were written before there were updates', () => {
    const amended = { type: 'amended', at: clock(3), shipment: corrected } as const
    expect(replay([...life(...onFile), amended])?.pending).toMatchObject({ action: 'R' })
  })
})
