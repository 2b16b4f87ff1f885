import { describe, expect, it } from 'vitest'
import { statuses } from '../../src/domain/status.ts'
import { offers, papers } from '../../src/print/papers.ts'
import { line, shipment } from '../domain/example.ts'
import { filed, printed, words } from './given.ts'

const entry = await filed({ grossWeightKg: '1.25', conveyance: { carrier: 'VN', flight: '0098' } })

describe('a commercial invoice', () => {
  it('shows what 19 CFR 141.86 asks for, as far as the shipment says it', async () => {
    const said = await words(printed('invoice', entry))
    for (const expected of [
      'Invoice number: INV-9',
      'Invoice date: 2026-11-20',
      'Port of entry: 4701 New York, JFK Airport',
      'Seller and shipper: Hanoi Craft Co Ltd; 12 Pho Hue; Hanoi, 100000; VN',
      'Buyer and consignee: Jane Smith; 100 Main St Apt 4; Brooklyn, NY 11201; US',
      "1 | Women's knit cotton T-shirts | 6109.10.0040 | VN | 2 PCS | 15.00 | 30.00",
      '2 | Ceramic mug | 6912.00.4400 | VN | 1 PCS | 15.00 | 15.00',
      ' | Total |  |  |  |  | 45.00',
      'Currency of this invoice: USD',
      'Gross weight: 1.25 kg',
      'Carrier and flight: VN 0098',
    ]) {
      expect(said).toContain(expected)
    }
  })

  it('says "about" of a unit value that does not come out even', async () => {
    const [shirts] = shipment.lines
    const odd = await filed({ lines: [{ ...shirts, quantity: 3, fairRetailValue: '10.00' }] })
    expect(await words(printed('invoice', odd))).toContain('3 PCS | about 3.33 | 10.00')
  })

  it("names the currency of the seller's invoice and its rate", async () => {
    const invoice = { number: 'R-1', date: '2026-11-20', currency: 'EUR', exchangeRate: '1.0842' }
    const said = await words(printed('invoice', await filed({ invoice })))
    expect(said).toContain("Currency of the seller's invoice: EUR")
    expect(said).toContain('US dollars for one EUR: 1.0842')
  })

  it('shows a stroke for what the shipment does not say, and lists every order', async () => {
    const bare = await filed({ purpose: undefined, orderNumber: undefined })
    const said = await words(printed('invoice', bare))
    expect(said).toContain('Order: -')
    expect(said).toContain('Purpose: -')
    expect(said).toContain('Gross weight: -')
    const orderNumbers = ['A-1', 'A-2']
    const several = await filed({ orderNumber: undefined, orderNumbers })
    expect(await words(printed('invoice', several))).toContain('Order: A-1, A-2')
  })

  it('groups thousands, and lets a regular bill stand alone', async () => {
    const [shirts] = line({ quantity: 1200, fairRetailValue: '2400.00' }).lines ?? []
    const bill = { regularBill: '172-12345675' }
    const said = await words(printed('invoice', await filed({ entryType: '11', importerOfRecord: '12-3456789', lines: [shirts], bill }))) // prettier-ignore
    expect(said).toContain('1,200 PCS | 2.00 | 2,400.00')
    expect(said).toContain('Bill: 172-12345675')
    expect(said).not.toContain('House bill')
  })
})

describe('a worksheet', () => {
  it('shows both verdicts with their rules and citations', async () => {
    const said = await words(printed('worksheet', entry))
    expect(said).toContain('What the statute says: ALLOW')
    expect(said).toContain('What CBP enforces: DENY')
    expect(said).toMatch(/allows \| DM-THR-800 \| .+ \| TFTEA s\.901.+ \| 2016-03-10 to 2027-07-01/)
    expect(said).toMatch(
      /denies \| REG-NONPOST-SUSP \| .+19 CFR 10\.151\(b\).* \| 2026-06-24 to open/,
    )
    expect(said).toContain('The simulator acted by the statute (policy "statutory").')
    expect(said).toContain('The two verdicts differ.')
  })

  it('shows what is declared, what it costs, and what is next', async () => {
    const said = await words(printed('worksheet', entry))
    for (const expected of [
      'Entry number: ZZ9-0000001-1',
      'Entry type: 86, low value (section 321)',
      'Master bill: 172-12345675',
      'House bill: HAWB00012345',
      "1 | Women's knit cotton T-shirts | 6109.10.0040 | VN | 2 PCS | - | 30.00",
      'Duty: 0.00 USD',
      'Fees: 0.00 USD',
      'Status: queued',
      'Who acts: gate321',
      'Accepted by the simulated CBP: not yet',
    ]) {
      expect(said).toContain(expected)
    }
  })

  it('prices duty and fees line by line where another lane is filed', async () => {
    const said = await words(
      printed('worksheet', await filed({ entryType: '11', importerOfRecord: '12-3456789' })),
    )
    expect(said).toContain('Entry type: 11, informal')
    expect(said).toContain('How duty and fees come about')
    expect(said).toMatch(/MPF_INFORMAL_AUTO \| - \| [\d.]+ \| /)
  })

  it('lists the agencies of a line, and advice with its place', async () => {
    const [shirts] = shipment.lines
    const pga = [{ agency: 'CPS', disclaim: 'A' }, { agency: 'FDA', program: 'FOO', processingCode: 'NSF' }] // prettier-ignore
    const seller = { ...shipment.seller, name: 'Łódź Wełna' }
    const said = await words(printed('worksheet', await filed({ seller, lines: [{ ...shirts, pga }] }))) // prettier-ignore
    expect(said).toContain('CPS disclaimed A, FDA FOO NSF')
    expect(said).toContain(`seller, name | CBP's records are ASCII: this is sent as "Lodz Welna".`)
  })

  it("names the conditions of CBP's refusal", async () => {
    const conditions = [{ messageType: 'E', conditionCode: '006', narrative: 'INVALID ENTRY NUMBER' }] // prettier-ignore
    const said = await words(printed('worksheet', { ...entry, conditions }))
    expect(said).toContain('006 | INVALID ENTRY NUMBER')
  })

  it('shows the decisions alone where no more was kept, or nothing at all', async () => {
    const verdict = {
      policy: 'statutory', decision: 'ALLOW', divergent: true,
      statutory: { decision: 'ALLOW' }, enforced: { decision: 'DENY' },
    } as const // prettier-ignore
    const said = await words(printed('worksheet', { ...entry, verdict }))
    expect(said).toContain('What CBP enforces: DENY')
    expect(said).not.toContain('Rules behind the verdict')
    const older = await words(printed('worksheet', { ...entry, verdict: null, advice: [] }))
    expect(older).toContain('This entry is older than the rules: no verdict was kept.')
    expect(older).toContain('Nothing else is worth saying of this entry.')
  })
})

describe('a release notice', () => {
  it('tells which goods CBP let go and when', async () => {
    const at = '2026-12-01T16:00:00.000Z'
    const disposition = { record: 'SO60', code: '98', text: 'RELEASED', at } as const
    const released = { ...entry, status: 'released', disposition } as const
    const said = await words({
      ...printed('release', released),
      blocks: papers.release.blocks({ entry: released, releasedAt: at }),
    })
    expect(said).toContain('Released: 2026-12-01 16:00 UTC')
    expect(said).toContain("CBP's newest word (simulated): SO60 98 RELEASED, 2026-12-01 16:00 UTC")
    expect(said).toContain('CBP may still suspend a release')
    expect(said).toContain("1 | Women's knit cotton T-shirts | VN | 2 PCS | 30.00")
  })
})

describe('what can be printed', () => {
  it.each(statuses)('of an entry that is %s', (status) => {
    const [invoice, worksheet, release] = offers({ ...entry, status })
    expect(invoice).toEqual({ paper: 'invoice', title: 'Commercial invoice', available: true, reason: null }) // prettier-ignore
    expect(worksheet?.available).toBe(true)
    expect(release?.available).toBe(status === 'released')
    if (status !== 'released') expect(release?.reason).toContain(status.replace('_', ' '))
  })
})
