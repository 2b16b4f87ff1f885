import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { madeWorkbook } from '../batch/workbook.ts'
import { filer, parcel } from '../gateway/world.ts'
import { gate321, givenFile, givenFolder, givenGateway } from './given.ts'
import { names, parcelsCsv } from './parcels.ts'

describe('gate321 check', () => {
  it('says that a shipment can be filed, and files nothing', async () => {
    const { run, db } = await givenGateway()
    const { code, out } = await run(['check', givenFile('shipment.json', parcel('HB1'))])
    expect(out).toMatch(/^SHP-HB1 +86 +45\.00 +can be filed$/m)
    expect(code).toBe(0)
    expect(await db.read({ sql: 'select id from entry', values: [] })).toEqual([])
  })

  it('points at everything that is wrong, within 80 columns', async () => {
    const { run } = await givenGateway()
    const wrong = { ...parcel('HB1'), portOfEntry: '9999', packageQuantity: 0, lines: [] }
    const { code, out } = await run(['check', givenFile('shipment.json', wrong)])
    expect(code).toBe(1)
    expect(out).toMatch(/^SHP-HB1 .*3 problems$/m)
    for (const pointer of ['/portOfEntry', '/packageQuantity', '/lines']) {
      expect(out).toContain(`    ${pointer}: `)
    }
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('reads one shipment a line and names the line that is wrong', async () => {
    const { run } = await givenGateway()
    const lines = [parcel('HB1'), { ...parcel('HB2'), portOfEntry: '9999' }]
    const { code, out } = await run(
      ['check', '-'],
      lines.map((one) => JSON.stringify(one)).join('\n'),
    )
    expect(code).toBe(1)
    expect(out).toContain('in stdin:2')
    expect(out).toContain('1 can be filed, 1 cannot.')
  })

  it('reads a list, and a fixture with its shipment inside', async () => {
    const { run } = await givenGateway()
    const list = givenFile('list.json', [parcel('HB1'), parcel('HB2')])
    const fixture = givenFile('fixture.json', { story: 'A parcel.', shipment: parcel('HB3') })
    const { code, out } = await run(['check', list, fixture])
    expect(code).toBe(0)
    expect(out).toContain('3 can be filed.')
  })

  it('prints JSON for programs', async () => {
    const { run } = await givenGateway()
    const file = givenFile('shipment.json', { ...parcel('HB1'), portOfEntry: '9999' })
    const { code, out } = await run(['check', '--json', file])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject([
      { source: file, reference: 'SHP-HB1', checked: { problems: [{ pointer: '/portOfEntry' }] } },
    ])
  })

  it('shows control characters of the data by their code', async () => {
    const { run } = await givenGateway()
    const hostile = { ...parcel('HB1'), reference: 'a\u001b[2Jb\u202e' }
    const { out } = await run(['check', givenFile('shipment.json', hostile)])
    expect(out).toContain('a\\u001b[2Jb\\u202e')
    expect(out).not.toMatch(/[\u001b\u202e]/)
  })

  it.each([
    ['is not JSON', '{"reference": }'],
    ['holds no shipment', '[]'],
    ['holds no shipment', ' \n'],
  ])('refuses a file that %s: %s', async (why, content) => {
    const { code, err } = await gate321(['check', givenFile('bad.json', content)], {})
    expect(err).toContain(why)
    expect(code).toBe(2)
  })

  it('says which file is not there', async () => {
    const { code, err } = await gate321(['check', '/nowhere/shipment.json'], {})
    expect(err).toContain('/nowhere/shipment.json: there is no such file.')
    expect(code).toBe(2)
  })
})

describe('gate321 check of a table', () => {
  it('shows only what is wrong of many, with its row', async () => {
    const { run } = await givenGateway()
    const file = givenFile('parcels.csv', parcelsCsv(names(30), ['HB4']))
    const { code, out, err } = await run(['check', file])
    expect(out).toContain('29 can be filed, 1 cannot.')
    expect(out).toMatch(/^SHP-HB4 +86 .*1 problem\n {4}in .*parcels\.csv:5\n {4}\/portOfEntry: /m)
    expect(out).not.toContain('SHP-HB5 ')
    expect(err).toMatch(/^Checking .*parcels\.csv: 100 %, 30 shipments$/m)
    expect(code).toBe(1)
  })

  it('reads headings as the filer mapped them, and says what is missing', async () => {
    const { run, gateway } = await givenGateway()
    const odd = givenFile('odd.csv', parcelsCsv(['HB1']).replace('Consignee city', 'Ort'))
    const unknown = await run(['check', odd])
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('"Ort" is not known') })
    await gateway.batches.mapping.write(filer, { Ort: 'consignee.address.city' })
    expect((await run(['check', odd])).out).toContain('1 can be filed.')
  })

  it('reads a workbook', async () => {
    const { run } = await givenGateway()
    const file = join(givenFolder(), 'parcels.xlsx')
    writeFileSync(file, madeWorkbook({ rows: 4 }))
    const { code, out } = await run(['check', file])
    expect(out).toContain('4 can be filed.')
    expect(code).toBe(0)
    writeFileSync(file, 'PK')
    expect(await run(['check', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('not a workbook that can be read'),
    })
  })

  it('goes on behind a line that is no JSON', async () => {
    const { run } = await givenGateway()
    const lines = [JSON.stringify(parcel('HB1')), '{"b"', JSON.stringify(parcel('HB2'))]
    const { code, out } = await run(['check', givenFile('a.ndjson', lines.join('\n')), '--json'])
    expect(JSON.parse(out)).toMatchObject([
      { reference: 'SHP-HB1', checked: { accepted: true } },
      { source: expect.stringMatching(/:2$/), problems: [{ code: 'json_syntax' }] },
      { reference: 'SHP-HB2', checked: { accepted: true } },
    ])
    expect(code).toBe(1)
  })
})
