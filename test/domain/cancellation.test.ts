import { describe, expect, it } from 'vitest'
import { replay } from '../../src/domain/evolve.ts'
import { given } from '../given.ts'
import {
  cancel,
  clock,
  conditions,
  entryAfter,
  file,
  life,
  notice,
  notify,
  number,
  onFile,
  reply,
  shipment,
  transmit,
} from './example.ts'

describe('cancellation', () => {
  const asked = [...onFile, cancel, transmit('M2'), reply('M2', 'D', '02')] as const

  it('before sending is ours alone', () => {
    given(...life(file))
      .when(cancel, clock(1))
      .then({ type: 'withdrawn', at: clock(1), reason: '01' })
      .thenStatus('cancelled')
  })

  it('after sending waits for the answer to the filing', () => {
    given(...life(file, transmit('M1')))
      .when(cancel, clock(2))
      .thenRefused('state_conflict')
  })

  it('of an entry on file is asked of CBP', () => {
    const replacing = { ...cancel, reason: '03', replacementEntryNumber: 'ZZ9-0000002-9' }
    given(...life(...onFile))
      .when(replacing, clock(4))
      .then({
        type: 'cancellation_requested',
        at: clock(4),
        reason: '03',
        replacementEntryNumber: 'ZZ9-0000002-9',
      })
      .thenStatus('submitted')
    given(...life(...onFile, cancel))
      .when(transmit('M2'), clock(5))
      .then({ type: 'transmitted', at: clock(5), messageId: 'M2', action: 'D' })
  })

  it('is done by 23', () => {
    expect(entryAfter(...asked)).toMatchObject({ status: 'submitted', review: { action: 'D' } })
    const done = life(...asked, notify(10, notice('23')))
    expect(replay(done)).toMatchObject({ status: 'cancelled', review: null })
    given(...done)
      .when(cancel, clock(11))
      .thenRefused('state_conflict')
  })

  it('refused by 87 leaves the entry, and may be asked again', () => {
    const refused = life(...asked, notify(10, notice('87')))
    expect(replay(refused)).toMatchObject({ status: 'discrepancy', shipment, review: null })
    given(...refused)
      .when(cancel, clock(11))
      .thenStatus('discrepancy')
  })

  it('that the reply rejects leaves the entry as it was', () => {
    const entry = entryAfter(...onFile, cancel, transmit('M2'), reply('M2', 'D', '01', conditions))
    expect(entry).toMatchObject({ status: 'submitted', shipment, pending: null, conditions })
  })

  it.each(['00', '12', '1', '', '001', 'xx'])('needs a reason that exists, not %j', (reason) => {
    given(...life(...onFile))
      .when({ type: 'cancel', reason }, clock(4))
      .thenRefused('reason_unknown', '/reason')
  })

  it.each([
    ['02', 'replacementInBondNumber'],
    ['03', 'replacementEntryNumber'],
    ['04', 'replacementZoneAdmission'],
  ])('for reason %s needs what stands in its place, %s', (reason, field) => {
    given(...life(...onFile))
      .when({ type: 'cancel', reason }, clock(4))
      .thenRefused('replacement_required', `/${field}`)
  })

  it.each(['', 'in bond', 'X'.repeat(51)])('names no in-bond movement %j', (text) => {
    given(...life(...onFile))
      .when({ type: 'cancel', reason: '02', replacementInBondNumber: text }, clock(4))
      .thenRefused('replacement_invalid', '/replacementInBondNumber')
  })

  it.each([
    ['malformed', 'ZZ9-1'],
    ['wrongly checked', 'ZZ9-0000002-1'],
    ["another filer's", 'XYZ-0000001-5'],
    ['the entry itself', number],
    ['itself without hyphens', number.replaceAll('-', '')],
  ])('names no number that is %s', (_, replacementEntryNumber) => {
    given(...life(...onFile))
      .when({ type: 'cancel', reason: '03', replacementEntryNumber }, clock(4))
      .thenRefused('entry_number_invalid', '/replacementEntryNumber')
  })
})
