import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/command.ts'
import { nextStep } from '../../src/domain/next.ts'
import { steps } from '../../src/domain/status.ts'
import {
  amend,
  answer,
  cancel,
  entryAfter,
  file,
  notice,
  notify,
  onFile,
  reply,
  transmit,
} from './example.ts'

const arrival = '2026-12-01'
/** Fifteen days after arrival the goods go to general order. */
const generalOrder = '2026-12-16'

const asked = notify(10, notice('96'))
const released = notify(10, notice('98'))

const next = (...commands: readonly Command[]) => nextStep(entryAfter(...commands))

describe('the next step', () => {
  it('of a queued entry is ours', () => {
    expect(next(file)).toEqual({ ...steps.queued, due: null })
  })

  it('of a submitted entry is to wait for CBP', () => {
    expect(next(...onFile)).toEqual({ ...steps.submitted, due: null })
  })

  it('of a rejected entry is to mend it before the goods arrive', () => {
    const rejected = next(file, transmit('M1'), reply('M1', 'A', '01'))
    expect(rejected).toEqual({ ...steps.rejected, due: arrival })
    expect(rejected.owner).toBe('filer')
  })

  it('of a discrepancy is what its code asks, before general order', () => {
    expect(next(...onFile, asked)).toEqual({
      meaning: 'CBP asks for a document.',
      owner: 'filer',
      action: 'Send the document as an answer.',
      due: generalOrder,
    })
  })

  it('of an entry under review is what its code says', () => {
    expect(next(...onFile, notify(10, notice('97')))).toMatchObject({
      owner: 'cbp',
      action: 'Wait for release.',
      due: null,
    })
  })

  it('of a referred entry is to wait', () => {
    const referred = next(file, transmit('M1'), reply('M1', 'A', '04'))
    expect(referred).toEqual({ ...steps.under_review, due: null })
  })

  it('of a released entry is nothing', () => {
    expect(next(...onFile, released)).toMatchObject({ owner: 'nobody', due: null })
  })

  it('of a cancelled entry is nothing', () => {
    expect(next(file, cancel)).toEqual({ ...steps.cancelled, due: null })
  })

  it('of a submitted entry without a bill is the carrier to wait for, then the filer to act', () => {
    const missing = [...onFile, notify(10, notice('91', 'SO50'))]
    expect(next(...missing)).toMatchObject({ owner: 'carrier', due: null })
    expect(next(...missing, notify(20, notice('26')))).toMatchObject({
      owner: 'filer',
      due: generalOrder,
    })
  })

  it("stays the filer's when the bill moves on meanwhile", () => {
    const departed = notify(11, notice('94', 'SO50'))
    expect(next(...onFile, asked, departed)).toEqual({ ...steps.discrepancy, due: generalOrder })
  })

  it('stays nothing when a released shipment arrives', () => {
    const arrived = notify(11, notice('95', 'SO50'))
    expect(next(...onFile, released, arrived)).toEqual({ ...steps.released, due: null })
    expect(next(...onFile, released, notify(11, notice('90')))).toMatchObject({ owner: 'nobody' })
  })

  it('is to wait once the answer or the correction is on its way', () => {
    expect(next(...onFile, asked, answer)).toMatchObject({ owner: 'gateway', due: null })
    expect(next(...onFile, asked, amend, transmit('M2'))).toMatchObject({ owner: 'gateway' })
  })

  it('is to wait once the answer is accepted', () => {
    const accepted = [...onFile, asked, answer, transmit('M2'), reply('M2', 'answer', '02')]
    expect(next(...accepted)).toEqual({ ...steps.under_review, due: null })
  })

  it('is the answer again when it was rejected', () => {
    const rejected = [...onFile, asked, answer, transmit('M2'), reply('M2', 'answer', '01')]
    expect(next(...rejected)).toMatchObject({ owner: 'filer', due: generalOrder })
  })
})
