import { describe, expect, it } from 'vitest'
import { file, live, parcel } from '../gateway/world.ts'
import { givenGateway } from './given.ts'

describe('gate321 status', () => {
  it('shows an entry with its next step and its timeline', async () => {
    const given = await givenGateway()
    const { entryNumber } = await file(given.gateway, parcel('SIMDOC1'))
    await live(given, given.gateway, 3)
    const { code, out } = await given.run(['status', 'SHP-SIMDOC1'])
    expect(code).toBe(0)
    expect(out).toContain(`${entryNumber}  discrepancy  (simulated, not filed with CBP)`)
    expect(out).toMatch(/^CBP says +96 DOCUMENT REQUIRED$/m)
    expect(out).toMatch(/^next step +Send the document as an answer\. \(filer\)$/m)
    expect(out).toMatch(/^due +20\d\d-\d\d-\d\d$/m)
    expect(out).toMatch(/^2026-11-23 14:00:0\d +submitted +ENTRY ACCEPTED/m)
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('finds an entry by its number, in any case and without hyphens', async () => {
    const given = await givenGateway()
    const { entryNumber } = await file(given.gateway, parcel('HB1'))
    const { code, out } = await given.run(['status', entryNumber.replaceAll('-', '').toLowerCase()])
    expect(code).toBe(0)
    expect(out).toContain(entryNumber)
  })

  it('counts all entries, and lists those that wait for the caller', async () => {
    const given = await givenGateway()
    for (const name of ['HB1', 'HB2', 'SIMDOC1']) await file(given.gateway, parcel(name))
    await live(given, given.gateway, 6)
    const { code, out } = await given.run(['status'])
    expect(code).toBe(0)
    expect(out).toMatch(/^released +2 {2}#+$/m)
    expect(out).toMatch(/^discrepancy +1 {2}#+$/m)
    expect(out).toMatch(/WAITING FOR YOU\n\S+ +SHP-SIMDOC1 +discrepancy +Send the document/)
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('looks at no more than --limit says', async () => {
    const given = await givenGateway()
    for (const name of ['HB1', 'HB2', 'HB3']) await file(given.gateway, parcel(name))
    const { out } = await given.run(['status', '--limit', '2'])
    expect(out).toMatch(/^in all +2 {2}\(the newest; see --limit\)$/m)
  })

  it('is empty before anything is filed', async () => {
    const { run } = await givenGateway()
    const { code, out } = await run(['status'])
    expect(out).toMatch(/^in all +0$/m)
    expect(code).toBe(0)
  })

  it('prints JSON for programs', async () => {
    const given = await givenGateway()
    await file(given.gateway, parcel('HB1'))
    const all = await given.run(['status', '--json'])
    expect(JSON.parse(all.out)).toMatchObject({ counts: { queued: 1, released: 0 }, more: false })
    const one = await given.run(['status', 'SHP-HB1', '--json'])
    expect(JSON.parse(one.out)).toMatchObject({ reference: 'SHP-HB1', events: [{ type: 'filed' }] })
  })

  it('says that there is no such entry', async () => {
    const { run } = await givenGateway()
    const { code, err } = await run(['status', 'SHP/nowhere'])
    expect(err).toContain('There is no such entry.')
    expect(code).toBe(1)
  })
})
