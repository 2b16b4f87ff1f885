import { describe, expect, it } from 'vitest'
import type { StatusNotification } from '../../src/message/notification.ts'
import { within } from '../conformance/engine.ts'
import { speech } from './speech.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'
import type { World } from './world.ts'

const { answer, page } = speech.catair

/** A filing, CBP's sound reply to it on file at CBP, and a gateway that has not seen it. */
async function unanswered() {
  const w = await world({ wire: 'catair' })
  const { id } = await file(w.gateway, parcel('HAWB1'))
  let reply = ''
  w.line(async (request) => {
    if (request.url.includes('/mailbox')) return page([])
    reply = await (await w.cbp(request)).text()
    throw new TypeError('fetch failed')
  })
  await w.gateway.tick()
  return { w, id, reply }
}

/** CBP's next answer is this, and what the transmission is noted with then. */
async function noteAfter(w: World, id: string, body: string | Uint8Array<ArrayBuffer>) {
  w.line((request) => (request.url.includes('/mailbox') ? page([]) : answer(body as string)))
  w.clock.advance(60_000)
  await w.gateway.tick()
  const { transmission } = (await w.gateway.get(filer, id)) ?? {}
  return transmission ? { inDoubt: transmission.inDoubt, note: transmission.note } : 'answered'
}

const inDoubt = (note: string) => ({ inDoubt: true, note })

describe('a reply in records that', () => {
  it(
    'is cut leaves the transmission in doubt, wherever it is cut',
    async () => {
      const { w, id, reply } = await unanswered()
      // Behind the last column only the line's end is missing, which says nothing.
      for (let length = 1; length < reply.length - 1; length++) {
        expect([length, await noteAfter(w, id, reply.slice(0, length))]).toEqual([
          ...[length, inDoubt('cbp_truncated')],
        ])
      }
      w.line()
      await live(w, w.gateway, 90)
      expect(await statusOf(w.gateway, id)).toBe('released')
      expect(await heldByCbp(w)).toMatchObject([{ effectiveFilings: 1, transmissions: 1 }])
    },
    within(60_000).timeout,
  )

  const damages: readonly (readonly [what: string, damage: (reply: string) => string])[] = [
    ['has a line of 79 columns', (reply) => reply.replace(/^(SE15M.*) $/m, '$1')],
    ['has a line of 81 columns', (reply) => reply.replace(/^(SE15M.*) $/m, '$1  ')],
    ['counts its records wrong', (reply) => reply.replace(/^(Y.{11})0000(.)/m, '$10001$2')],
    ['has a record that no chapter knows', (reply) => reply.replace(/^SE15M/m, 'SE99M')],
    ['has a letter outside of ASCII', (reply) => reply.replace('ENTRY ACC', 'ENTRY ÄCC')],
    ['has a small letter', (reply) => reply.replace('ENTRY ACC', 'entry ACC')],
    ['has something in a filler', (reply) => reply.replace(/^(B.{11}) /m, '$1X')],
    ['has no last word on the entry', (reply) => reply.replace(/^SE9002/m, 'SE9013')],
    ['has junk behind it', (reply) => `${reply}<html>`],
    ['is XML', () => speech.xml.rejection],
  ]
  it.each(damages)('%s leaves the transmission in doubt', async (_, damage) => {
    const { w, id, reply } = await unanswered()
    const damaged = damage(reply)
    expect(damaged).not.toBe(reply)
    expect(await noteAfter(w, id, damaged)).toEqual(inDoubt('cbp_malformed'))
    expect(await statusOf(w.gateway, id)).toBe('queued')
    const kept = (await w.db.read({ sql: "select id from message where kind = 'reply'", values: [] })) // prettier-ignore
    expect(kept).toHaveLength(1)
    expect(await noteAfter(w, id, reply)).toBe('answered')
  })
})

/** The `n`-th notification about ZZ9-0000001-1, at some second of the minute that it was filed in. */
const said = (n: number, code: string): StatusNotification => ({
  ...{ notificationId: `ZZ9-0000001-1-${n}`, sequence: n, at: `2026-11-23T14:00:${10 + n}.000Z` },
  ...{ filerCode: 'ZZ9', entryNumber: '00000011', entryType: '86', references: [], bills: [] },
  notices: [{ record: 'SO60', code, narrative: `CODE ${code}` }],
})

/** Filed and answered within 14:00, and all of `pages` said in that minute too. */
async function heard(...pages: (readonly StatusNotification[])[]) {
  const w = await world({ wire: 'catair' })
  w.clock.advance(40_000)
  const { id } = await file(w.gateway, parcel('SIMSIL1'))
  await w.gateway.tick()
  w.line((request) => (request.url.includes('/mailbox?') ? page(pages.shift() ?? []) : w.cbp(request)))
  for (let n = pages.length; n > 0; n--) await w.gateway.tick()
  const events = (await w.gateway.events(filer, id))?.slice(3) ?? []
  return { status: await statusOf(w.gateway, id), events }
} // prettier-ignore

describe('notifications of one minute', () => {
  it('count although the reply was heard at a later second of it', async () => {
    const { status, events } = await heard([said(1, '90')], [said(2, '98')])
    expect(status).toBe('released')
    expect(events.map(({ superseded, cbpAt }) => [superseded, cbpAt])).toEqual([
      [false, '2026-11-23T14:00:00.000Z'],
      [false, '2026-11-23T14:00:00.000Z'],
    ])
  })

  it('are taken in the order of their sequence, however they come', async () => {
    const all = [said(1, '90'), said(2, '97'), said(10, '98')]
    const together = await heard(all.toReversed())
    expect(together.status).toBe('released')
    const apart = await heard(...all.toReversed().map((each) => [each]))
    expect(apart.status).toBe('released')
    expect(apart.events.map(({ superseded }) => superseded)).toEqual([false, true, true])
  })

  it('may say the same twice and mean it', async () => {
    const { status, events } = await heard([said(1, '98'), said(2, '99'), said(3, '98')])
    expect(events).toHaveLength(3)
    expect(status).toBe('released')
    const late = await heard([said(1, '96'), said(2, '97')], [said(3, '96')])
    expect([late.status, late.events.length]).toEqual(['discrepancy', 3])
  })
})

describe('a mailbox of records', () => {
  it('that answers 200 without a byte is not taken for an empty one', async () => {
    const w = await world({ wire: 'catair' })
    await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    w.line((request) => (request.url.includes('/mailbox?') ? answer('') : w.cbp(request)))
    await w.gateway.tick()
    expect(w.logged.at(-1)).toMatchObject({
      ...{ event: 'mailbox_unreachable', fields: { why: 'cbp_empty' } },
    })
  })
})
