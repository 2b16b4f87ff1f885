import { describe, expect, it } from 'vitest'
import { parcel } from '../gateway/world.ts'
import { gate321, givenFile, givenGateway } from './given.ts'

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
