import { describe, expect, it } from 'vitest'
import { replay } from '../../src/domain/entry.ts'
import { given } from '../given.ts'
import {
  amend,
  answer,
  but,
  cancel,
  clock,
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
import type { Shipment } from '../../src/domain/shipment.ts'

const conditions = [{ messageType: 'E', conditionCode: '006', narrative: 'INVALID ENTRY NUMBER' }]

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
    expect(entry).toMatchObject({ status: 'discrepancy', shipment, review: null, version: 2 })
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

  it('because of another entry needs that entry', () => {
    given(...life(...onFile))
      .when({ type: 'cancel', reason: '03' }, clock(4))
      .thenRefused('replacement_required', '/replacementEntryNumber')
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

describe('answer', () => {
  const asked = [...onFile, notify(10, notice('96'))] as const

  it('is sent when CBP asks for a document', () => {
    given(...life(...asked))
      .when(answer, clock(11))
      .then({ type: 'answered', at: clock(11), text: 'Two shirts, 30.00.', documents: [] })
      .thenStatus('discrepancy')
    given(...life(...asked, answer))
      .when(transmit('M2'), clock(12))
      .then({ type: 'transmitted', at: clock(12), messageId: 'M2', action: 'answer' })
  })

  it('that is accepted settles the discrepancy', () => {
    const sent = life(...asked, answer, transmit('M2'))
    given(...sent)
      .when(reply('M2', 'answer', '02'), clock(13))
      .thenStatus('under_review')
    given(...sent)
      .when(reply('M2', 'answer', '04'), clock(13))
      .thenStatus('under_review')
  })

  it('that is rejected leaves the discrepancy', () => {
    given(...life(...asked, answer, transmit('M2')))
      .when(reply('M2', 'answer', '01'), clock(13))
      .thenStatus('discrepancy')
  })

  it.each([undefined, '', ' \n '])('without a word or a document is none: %j', (text) => {
    given(...life(...asked))
      .when({ type: 'answer', text, documents: [] }, clock(11))
      .thenRefused('answer_empty')
  })

  it('is refused while nobody asked, and while another is on its way', () => {
    given(...life(...onFile))
      .when(answer, clock(4))
      .thenRefused('state_conflict')
    given(...life(...asked, answer))
      .when(answer, clock(12))
      .thenRefused('state_conflict')
  })
})

describe('a command without an entry', () => {
  it('is a mistake of ours', () => {
    expect(() => given().when(amend, morning)).toThrow('needs an entry')
  })
})
