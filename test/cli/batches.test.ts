import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { live } from '../gateway/world.ts'
import { givenFile, givenFolder, givenGateway, printed, start } from './given.ts'
import { parcelsCsv } from './parcels.ts'

/** Three parcels, of which one is refused and one needs somebody. */
async function givenBatch() {
  const given = await givenGateway()
  const file = givenFile('parcels.csv', parcelsCsv(['HB1', 'HB2', 'SIMDOC1'], ['HB2']))
  const { out } = await given.run(['file', file, '--no-wait', '--json'])
  return { ...given, file, id: (JSON.parse(out) as [{ batch: { id: string } }])[0].batch.id }
}

describe('gate321 batches', () => {
  it('lists files with how they stand, within 80 columns', async () => {
    const given = await givenBatch()
    await live(given, given.gateway, 10)
    const { code, out } = await given.run(['batches'])
    expect(out).toMatch(new RegExp(`^${given.id} +11-23 14:00 +3 +1 +1 +1$`, 'm'))
    expect(out).toContain('1 batch\n')
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(code).toBe(0)
  })

  it('shows one, and writes its refused rows where it is told', async () => {
    const given = await givenBatch()
    await live(given, given.gateway, 10)
    const path = join(givenFolder(), 'bad.csv')
    const { code, out } = await given.run(['batches', given.id, '--errors', path])
    expect(out).toContain('3 shipments, 2 filed, 1 refused.')
    expect(out).toContain(`  gate321 watch --batch ${given.id} --status discrepancy\n`)
    expect(readFileSync(path, 'utf8')).toContain('SHP-HB2,')
    expect(code).toBe(0)
  })

  it('prints JSON for programs, and refuses what is not there', async () => {
    const given = await givenBatch()
    const one = await given.run(['batches', given.id, '--json'])
    expect(JSON.parse(one.out)).toMatchObject({ id: given.id, counts: { received: 3 } })
    const all = await given.run(['batches', '--json'])
    expect(JSON.parse(all.out)).toMatchObject({ items: [{ id: given.id }] })
    const none = await given.run(['batches', 'bat_nowhere'])
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('batch_not_found') })
  })
})

describe('gate321 watch --batch', () => {
  it('tells of its entries while they are filed, until it is done', async () => {
    const given = await givenBatch()
    const args = ['watch', '--batch', given.id, '--until-done']
    const child = start(args, { GATE321_URL: given.url })
    await printed(child.stderr, /Following\./)
    await live(given, given.gateway, 10)
    const out = await printed(child.stdout, /discrepancy +SHP-SIMDOC1/)
    expect(out).toMatch(/queued +SHP-HB1$/m)
    child.stdout.resume()
    expect(await once(child, 'close')).toEqual([4, null])
  })
})
