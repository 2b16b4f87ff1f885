/** A filer's first steps on either wire, as the README shows them. */
import { describe, expect, it } from 'vitest'
import { aceCaller, createMockCbp, sampleFiling } from '../../mock-cbp/index.ts'

const begin = '2026-11-28T12:00:00.000Z'
const sample = { messageId: 'M-1', houseBill: 'SIMREL0001', arrivalDay: '2026-12-01' }

const given = (wire: 'xml' | 'catair') => {
  const mock = createMockCbp({ clock: { now: () => begin }, pace: 'manual' })
  return { mock, ace: aceCaller('https://cbp.test', { fetch: mock.fetch, wire }) }
}

describe('a sample', () => {
  it.each([
    ['xml', '<sxDisposition>02', '<code>98<', '<StatusNotifications'],
    ['catair', '\nSE9002   ENTRY ACCEPTED', '98RELEASED', ''],
  ] as const)('is taken as %s, and its mailbox is of that wire', async (wire, accepted, released, empty) => {
    const { mock, ace } = given(wire)
    const filed = await ace.file('M-1', sampleFiling(sample)[wire])
    expect(filed.text).toContain(accepted)
    expect(await ace.reply('M-1')).toEqual(filed)
    const nothing = await ace.mailbox()
    expect([nothing.status, nothing.text.includes(empty)]).toEqual([wire === 'xml' ? 200 : 204, true])
    await mock.clock.advance('2h')
    expect((await ace.mailbox()).text).toContain(released)
    expect((await ace.mailbox(1)).text).not.toContain(released)
    await ace.acknowledge(['ZZ9-0000001-1-1', 'ZZ9-0000001-1-2'])
    expect((await ace.mailbox()).text).not.toContain(released)
  }) // prettier-ignore
})
