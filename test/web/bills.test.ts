import { describe, expect, it } from 'vitest'
import type { Db, Statement } from '../../src/store/db.ts'
import { mockCbp, scenario } from '../http/given.ts'
import { givenDesk } from './given.ts'

const bill = '172-12345675'
const path = `/bills/${bill}`

const given = () => givenDesk({ send: mockCbp })

/** Hours later the session is over, and its owner signs in again. */
async function afterwards(desk: Awaited<ReturnType<typeof given>>, hours = 6) {
  await desk.hours(hours)
  return { ...desk, ...(await desk.seatFor(desk.key)) }
}

async function aFlight() {
  const desk = await given()
  const held = await desk.file(scenario('SIMDOC1'))
  const rejected = await desk.file(scenario('SIMREJ282'))
  const released = await desk.file(scenario('SIMREL1'))
  return { ...(await afterwards(desk)), held, rejected, released }
}

describe('the list of master bills', () => {
  it('says so when there are none', async () => {
    const { page } = await given()
    expect((await page('/bills')).text).toContain('Nothing is filed under a master bill here.')
  })

  it('shows each bill with its counts, the latest arrival first', async () => {
    const { page, file } = await given()
    await file(scenario('A1'))
    await file(scenario('A2'))
    await file({ reference: 'B1', estimatedArrivalDate: '2026-12-03', bill: { masterBill: '160-11111111', houseBill: 'B1' } }) // prettier-ignore
    const { text, html } = await page('/bills')
    expect(text).toMatch(/160-11111111 3 Dec 2026 1 house bill queued 1 .*172-12345675 1 Dec 2026 2 house bills queued 2/) // prettier-ignore
    expect(html).toContain('<svg class="bar"')
  })

  it('goes on behind its first page', async () => {
    const { page, file } = await given()
    for (let n = 0; n < 27; n++) {
      const masterBill = `MAWB${String(n).padStart(4, '0')}`
      await file({ reference: `R${n}`, modeOfTransportation: '10', bill: { masterBill, houseBill: `H${n}`, issuerScac: 'MAEU' } }) // prettier-ignore
    }
    const first = await page('/bills')
    expect(first.text.match(/MAWB\d{4}/g)).toHaveLength(25)
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(first.html) ?? []
    expect((await page(next)).text.match(/MAWB\d{4}/g)).toEqual(['MAWB0001', 'MAWB0000'])
  })

  it('opens a bill by its number', async () => {
    const { page } = await given()
    const { status, headers } = await page('/bills?number=172-12345675')
    expect([status, headers.get('Location')]).toEqual([303, path])
  })
})

describe('a master bill', () => {
  it('shows one bar of all its house bills, and what each needs', async () => {
    const { page, held, rejected, released } = await aFlight()
    const { text } = await page(path)
    expect(text).toContain('3 house bills , 1 released (33%)')
    expect(text).toContain('rejected 1 discrepancy 1 released 1')
    const order = [rejected, held, released].map(({ entryNumber }) => text.indexOf(entryNumber))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(text).toContain('Settle it')
  })

  it('is found however its number is spelled', async () => {
    const { page, file } = await given()
    await file({ reference: 'S1', bill: { masterBill: '17212345675', houseBill: 'S1' } })
    await file({ reference: 'S2', bill: { masterBill: '172-12345675', houseBill: 'S2' } })
    expect((await page(path)).text).toContain('2 house bills ,')
    expect((await page('/bills/17212345675')).text).toContain('2 house bills ,')
  })

  it('shows those of one status alone', async () => {
    const { page, held, rejected } = await aFlight()
    const { text } = await page(`${path}?show=rejected`)
    expect(text).toContain(rejected.entryNumber)
    expect(text).not.toContain(held.entryNumber)
  })

  it('goes through all of them page by page, each once', async () => {
    const { file, hours, seatFor, key } = await given()
    for (let n = 0; n < 60; n++) await file(scenario(n % 2 === 0 ? `SIMREL${n}` : `SIMDOC${n}`))
    await hours(6)
    const desk = await seatFor(key)
    const seen: string[] = []
    for (let next: string | undefined = path; next !== undefined;) {
      const { text, html } = await desk.page(next)
      seen.push(...(text.match(/ZZ9-\d{7}-\d/g) ?? []))
      next = /href="([^"]+)" rel="next"/.exec(html)?.[1]
    }
    expect(seen).toHaveLength(60)
    expect(new Set(seen).size).toBe(60)
  })

  it('is not there for another filer', async () => {
    const { seatFor, otherKey } = await aFlight()
    const other = await seatFor(otherKey)
    expect((await other.page(path)).status).toBe(404)
    expect((await other.send(`${path}/split`, { entry: 'ZZ9-0000001-1', masterBill: 'X' })).status).toBe(404) // prettier-ignore
  })

  it('prints its manifest', async () => {
    const { page } = await aFlight()
    expect((await page(`${path}/manifest`)).text).toContain('SIMDOC1')
    const { headers } = await page(`${path}/manifest.pdf`)
    expect(headers.get('Content-Type')).toBe('application/pdf')
  })

  it('shows what shippers wrote as text', async () => {
    const { page, file } = await given()
    const name = '<img src=x onerror=alert(1)>{{7*7}}'
    const address = { street: 'javascript:alert(1)', city: 'NY', subdivision: 'NY', postalCode: '11201', country: 'US' } // prettier-ignore
    await file({ ...scenario('XSS1'), consignee: { name, address } })
    const { html, text } = await page(path)
    expect(html).not.toContain('<img')
    expect(text).toContain(name)
  })
})

describe('splitting off', () => {
  const other = '160-11111111'

  it('offers what is held, with a box for each that can be moved', async () => {
    const { page, held, rejected, released } = await aFlight()
    const { html, text } = await page(`${path}?show=held`)
    expect([...html.matchAll(/name="entry"\s+value="([^"]+)"/g)].map(([, value]) => value)).toEqual(
      [rejected.entryNumber, held.entryNumber],
    )
    expect(text).not.toContain(released.entryNumber)
  })

  it('amends the chosen entry to travel under the new bill', async () => {
    const { send, page, rejected, get } = await aFlight()
    const { status, text } = await send(`${path}/split`, {
      entry: rejected.entryNumber,
      masterBill: other,
      arrival: '2026-12-04',
    })
    expect(status).toBe(200)
    expect(text).toContain(`1 entry of 1 to travel under ${other}`)
    const { json } = await get(`/v1/entries/${rejected.id}`)
    expect(json['shipment']).toMatchObject({
      bill: { masterBill: other, houseBill: 'SIMREJ282' },
      estimatedArrivalDate: '2026-12-04',
    })
    expect((await page(`/bills/${other}`)).text).toContain(rejected.entryNumber)
  })

  it('says of each why it stays', async () => {
    const { send, released, rejected } = await aFlight()
    const gone = await send(`${path}/split`, { entry: released.entryNumber, masterBill: other })
    expect(gone.text).toContain('A released entry cannot be corrected by message')
    const wrong = await send(`${path}/split`, { entry: rejected.entryNumber, masterBill: '160-1' })
    expect(wrong.text).toContain('0 entries of 1')
  })

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['nothing chosen', { masterBill: other }, 'Choose at least one house bill.'],
    ['no new bill', { entry: 'ZZ9-0000001-1' }, 'Write the new master bill.'],
  ])('does nothing with %s', async (_, fields, why) => {
    const { send } = await aFlight()
    for (const at of ['split', 'split.csv']) {
      const { status, text } = await send(`${path}/${at}`, fields)
      expect([status, text.includes(why)]).toEqual([422, true])
    }
  })

  it('gives the chosen shipments as a file for a batch', async () => {
    const { send, rejected, held } = await aFlight()
    const { html, headers } = await send(`${path}/split.csv`, {
      entry: rejected.entryNumber,
      masterBill: other,
    })
    expect(headers.get('Content-Type')).toContain('text/csv')
    const rows = html.trim().split('\r\n')
    expect(rows).toHaveLength(3)
    expect(rows[0]).toContain('reference,')
    expect(rows[1]).toContain('SIMREJ282-2')
    expect(rows[1]).toContain(other)
    expect(html).not.toContain(held.entryNumber)
  })
})

describe('master bills for programs', () => {
  it('come with their counts and their entries', async () => {
    const { get, rejected } = await aFlight()
    expect((await get('/v1/bills')).json).toEqual({
      items: [{ masterBill: bill, arrivalDay: '2026-12-01', counts: { rejected: 1, discrepancy: 1, released: 1 } }],
      nextCursor: null,
    }) // prettier-ignore
    expect((await get(`/v1/bills/${bill}`)).json).toMatchObject({ masterBill: bill, total: 3 })
    const { json } = await get(`/v1/bills/${bill}/entries?status=rejected`)
    expect(json['items']).toMatchObject([{ id: rejected.id }])
    const first = await get(`/v1/bills/${bill}/entries?limit=2`)
    const next = await get(`/v1/bills/${bill}/entries?limit=2&cursor=${first.json['nextCursor']}`)
    expect(next.json).toMatchObject({ items: [{ status: 'released' }], nextCursor: null })
  })

  it('are not there where nothing was filed under them', async () => {
    const { get } = await given()
    expect((await get(`/v1/bills/${bill}`)).status).toBe(404)
    expect((await get(`/v1/bills/${bill}/entries`)).json['items']).toEqual([])
  })
})

describe('the pages of master bills', () => {
  it('scan nothing that grows for ever', async () => {
    const asked: Statement[] = []
    const watched = (db: Db): Db => ({
      ...db,
      read: (statement) => {
        asked.push(statement)
        return db.read(statement)
      },
    })
    const { page, file, db } = await givenDesk({ send: mockCbp, store: watched })
    await file(scenario('SIMREL1'))
    asked.length = 0
    for (const at of ['/bills', path, `${path}?show=held`, '/discrepancies']) await page(at)
    expect(asked.length).toBeGreaterThan(8)
    for (const { sql, values } of asked) {
      const plan = await db.read<{ detail: string }>({ sql: `explain query plan ${sql}`, values })
      const scans = plan.filter(({ detail }) =>
        /^SCAN (entry|tally|event)|entry_\w+ \(filer=\?\)$/.test(detail),
      )
      expect([sql, scans]).toEqual([sql, []])
    }
  })
})
