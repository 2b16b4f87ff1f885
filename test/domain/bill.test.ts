import { describe, expect, it } from 'vitest'
import { billProblems } from '../../src/domain/bill.ts'
import type { Bill } from '../../src/domain/shipment.ts'

const found = (bill: Bill, modeOfTransportation = '40') =>
  billProblems({ bill, modeOfTransportation }).map(({ code, pointer }) => [code, pointer])

const house = { houseBill: 'HAWB00012345' }

describe('bill', () => {
  it.each<[Bill]>([
    [{ masterBill: '172-12345675', ...house }],
    [{ masterBill: '17212345675', ...house }],
    [{ masterBill: '172 12345675', houseBill: 'H-1' }],
    [{ regularBill: '172-12345675' }],
  ])('%j flies', (bill) => {
    expect(found(bill)).toEqual([])
  })

  it.each<[Bill]>([
    [{ masterBill: 'MAEU123456789', ...house, issuerScac: 'MAEU' }],
    [{ regularBill: 'COSU-1' }],
  ])('%j sails', (bill) => {
    expect(found(bill, '11')).toEqual([])
  })

  it.each<[string, Bill]>([
    ['both forms', { masterBill: '172-12345675', regularBill: '172-12345675' }],
    ['both forms', { ...house, regularBill: '172-12345675' }],
    ['no bill', {}],
    ['no bill', { issuerScac: 'MAEU' }],
    ['masterBill is missing', house],
    ['houseBill is missing', { masterBill: '172-12345675' }],
  ])('of the wrong form: %s in %j', (why, bill) => {
    expect(found(bill)).toEqual([['bill_form', '/bill']])
    expect(billProblems({ bill })[0]?.message).toContain(why)
  })

  it('names the check digit that an air waybill should have', () => {
    const bill = { masterBill: '172-12345670', ...house }
    expect(found(bill)).toEqual([['bill_number', '/bill/masterBill']])
    const [wrong] = billProblems({ bill, modeOfTransportation: '41' })
    expect(wrong?.message).toContain('should be 5')
  })

  it.each(['172-1234567', 'MAEU123', '172--12345675', '172-1234567五'])(
    '%j is no air waybill',
    (masterBill) => {
      expect(found({ masterBill, ...house })).toEqual([['bill_number', '/bill/masterBill']])
      expect(found({ regularBill: masterBill })).toEqual([['bill_number', '/bill/regularBill']])
    },
  )

  it.each(['hawb1', 'HAWB 1', 'HAWB_1', 'HÄWB1', '-', '---'])(
    '%j is no house bill',
    (houseBill) => {
      const bill = { masterBill: '172-12345675', houseBill }
      expect(found(bill)).toEqual([['bill_number', '/bill/houseBill']])
    },
  )

  it('at sea needs capital letters and digits too', () => {
    expect(found({ masterBill: 'maeu1', ...house }, '10')).toEqual([
      ['bill_number', '/bill/masterBill'],
    ])
  })

  it('is text first: one finding for a blank or endless number', () => {
    expect(found({ masterBill: ' ', ...house })).toEqual([['blank', '/bill/masterBill']])
    expect(found({ regularBill: '1'.repeat(51) }, '10')).toEqual([
      ['too_long', '/bill/regularBill'],
    ])
    const bill = { masterBill: '172-12345675', houseBill: 'H\n1' }
    expect(found(bill)).toEqual([['text_line_break', '/bill/houseBill']])
  })

  it.each(['maeu', 'M', 'MAEUX', 'MA1', ''])('has no issuer %j', (issuerScac) => {
    expect(found({ regularBill: 'COSU1', issuerScac }, '10')).toEqual([
      ['code_unknown', '/bill/issuerScac'],
    ])
  })

  it('that is absent is reported by whoever reads the input', () => {
    expect(billProblems({})).toEqual([])
  })
})
