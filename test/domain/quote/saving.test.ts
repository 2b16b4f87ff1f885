import { describe, expect, it } from 'vitest'
import { savingOf } from '../../../src/domain/quote/saving.ts'
import { goodsOf } from '../../../src/domain/law/facts.ts'
import { quotes, shirt, tables } from './example.ts'

describe('what the exemption would have saved', () => {
  it('is the cheapest lane that pays, less what entry type 86 costs', () => {
    expect(savingOf(quotes(shirt({ mode: 'air' }), tables, { '86': 40 }))).toEqual({
      amountCents: 2190 + 277 - 40,
      atLeastCents: 2190 + 277 - 40,
      free: 'ET86',
      paid: 'ET11',
      reason: null,
    })
  })

  it('is not told while a price is unknown, only its least', () => {
    const saving = savingOf(quotes(shirt(), {}))
    expect(saving).toMatchObject({ amountCents: null, atLeastCents: 990 + 138, paid: null })
    expect(saving.reason).toContain('lookups.s301_cn_lists')
  })

  it('is not told of what no verdict exempts', () => {
    const saving = savingOf(quotes(shirt({ valueCents: 90_000, dayTotalCents: 90_000 })))
    expect(saving).toMatchObject({ amountCents: null, atLeastCents: null, free: null })
    expect(saving.reason).toContain('not open')
  })

  it('is not told where no lane that pays is open', () => {
    const goods = goodsOf(['informational_materials'])
    const saving = savingOf(quotes(shirt({ goods })))
    expect(saving).toMatchObject({ amountCents: null, free: 'ET86' })
    expect(saving.reason).toContain('No lane that pays')
  })

  it('of mail is measured against its release from the manifest', () => {
    const mail = shirt({ mode: 'mail' })
    expect(savingOf(quotes(mail))).toMatchObject({ free: 'FREE_RELEASE' })
  })
})
