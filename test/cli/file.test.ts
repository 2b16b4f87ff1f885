import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { live, parcel } from '../gateway/world.ts'
import { givenFile, givenGateway } from './given.ts'

const filed = async (db: Db) =>
  (await db.read<{ reference: string }>({ sql: 'select reference from entry', values: [] }))
    .map(({ reference }) => reference)
    .sort()

/** Three files of one shipment each, the second of them changed. */
const givenThree = (more: object = {}) => [
  givenFile('1.json', parcel('HB1')),
  givenFile('2.json', { ...parcel('HB2'), ...more }),
  givenFile('3.json', parcel('HB3')),
]

describe('gate321 file', () => {
  it('files, and prints the entry number', async () => {
    const { run, db } = await givenGateway()
    const { code, out } = await run(['file', givenFile('shipment.json', parcel('HB1'))])
    expect(out).toMatch(/^SHP-HB1 +ZZ9-\d{7}-\d +queued$/m)
    expect(out).toContain('1 filed. Simulated: nothing here reaches CBP.')
    expect(code).toBe(0)
    expect(await filed(db)).toEqual(['SHP-HB1'])
  })

  it('does not file twice when it runs again, and tells how the entry stands now', async () => {
    const given = await givenGateway()
    const file = givenFile('shipment.json', parcel('HB1'))
    await given.run(['file', file])
    await live(given, given.gateway, 6)
    const { code, out } = await given.run(['file', file])
    expect(out).toMatch(/^SHP-HB1 +ZZ9-\d{7}-\d +released +filed before$/m)
    expect(code).toBe(0)
    expect(await filed(given.db)).toEqual(['SHP-HB1'])
  })

  it('files the same shipment once when it comes twice', async () => {
    const { run, db } = await givenGateway()
    const one = givenFile('one.json', parcel('HB1'))
    const { code, out } = await run(['file', one, givenFile('other.json', parcel('HB1'))])
    expect(out).toContain('1 filed, 1 filed before.')
    expect(code).toBe(0)
    expect(await filed(db)).toEqual(['SHP-HB1'])
  })

  it('refuses another shipment under the same reference', async () => {
    const { run } = await givenGateway()
    await run(['file', givenFile('shipment.json', parcel('HB1'))])
    const other = givenFile('other.json', { ...parcel('HB1'), packageQuantity: 2 })
    const { code, out } = await run(['file', other])
    expect(out).toMatch(/^SHP-HB1 +- +refused, 1 problem$/m)
    expect(out).toContain('/reference: ')
    expect(code).toBe(1)
  })

  it('files the good ones beside a bad one', async () => {
    const { run, db } = await givenGateway()
    const { code, out } = await run(['file', ...givenThree({ portOfEntry: '9999' })])
    expect(out).toContain('2 filed, 1 refused.')
    expect(code).toBe(1)
    expect(await filed(db)).toEqual(['SHP-HB1', 'SHP-HB3'])
  })

  it('files nothing when one of its files cannot be read', async () => {
    const { run, db } = await givenGateway()
    const good = givenFile('good.json', parcel('HB1'))
    const { code, err } = await run(['file', good, givenFile('bad.json', '{"b"')])
    expect(err).toMatch(/bad\.json: is not JSON .*Nothing was sent\.\n$/)
    expect(code).toBe(2)
    expect(await filed(db)).toEqual([])
  })

  it('stops when the gateway fails, and says what is not sent', async () => {
    let requests = 0
    const busy = { code: 'storage_full', detail: 'The disk is full.' }
    const { run } = await givenGateway(() =>
      ++requests > 1 ? Response.json(busy, { status: 503 }) : undefined,
    )
    const { code, out, err } = await run(['file', ...givenThree()])
    expect(out).toContain('1 filed, 2 not sent.')
    expect(err).toContain('The disk is full.')
    expect(code).toBe(3)
  })

  it('prints JSON for programs', async () => {
    const { run } = await givenGateway()
    const { out } = await run(['file', ...givenThree({ portOfEntry: '9999' }), '--json'])
    expect(JSON.parse(out)).toMatchObject([
      { reference: 'SHP-HB1', filedBefore: false, entry: { status: 'queued' } },
      { reference: 'SHP-HB2', problem: { status: 422, errors: [{ pointer: '/portOfEntry' }] } },
      { reference: 'SHP-HB3' },
    ])
  })
})
