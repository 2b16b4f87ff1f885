import { describe, expect, it } from 'vitest'
import { receive } from '../../src/store/inbox.ts'
import { file, parcel, start } from '../gateway/world.ts'
import { givenGateway } from './given.ts'

describe('gate321 quarantine', () => {
  it('lists, shows and dismisses', async () => {
    const given = await givenGateway()
    await given.db.write([
      receive({
        ...{ id: 'N1', filer: 'ZZ9', entryNumber: 'ZZ9-0000001-1', raw: 'a\u001b[2Jb', sha256: 'x' },
        ...{ cbpAt: start, sequence: 1, receivedAt: start, outcome: 'quarantined', detail: 'odd' },
      }),
    ])
    expect((await given.run(['quarantine'])).out).toMatch(/^N1 +ZZ9-0000001-1 +2026-11-23T14:00 +odd/)
    expect((await given.run(['quarantine', 'show', 'N1'])).out).toContain('a\\u001b[2Jb')
    expect((await given.run(['quarantine', 'dismiss', 'N1'])).code).toBe(2)
    const done = await given.run(['--json', 'quarantine', 'dismiss', 'N1', '--why', 'read by hand'])
    expect(JSON.parse(done.out)).toMatchObject({ outcome: 'dismissed', why: 'read by hand' })
    const again = await given.run(['quarantine', 'replay', 'N1', '--why', 'x'])
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('notification_settled') })
  })
}) // prettier-ignore

describe('gate321 transmissions', () => {
  it('lists what is parked and puts it into another', async () => {
    const given = await givenGateway()
    await file(given.gateway, parcel('HAWB1'))
    given.line((request) =>
      request.method === 'POST' ? new Response('no', { status: 413 }) : given.cbp(request),
    )
    await given.gateway.tick()
    expect((await given.run(['transmissions'])).out).toMatch(/^ZZ9-0-00000001 +1 +cbp_too_large/)
    const id = 'ZZ9-0-00000001'
    const split = await given.run(['transmissions', 'split', id, '--why', 'too large'])
    expect(split).toMatchObject({ code: 1, err: expect.stringContaining('cannot be split') })
    const { out } = await given.run(['transmissions', 'requeue', id, '--why', 'raised'])
    expect(out).toMatch(/^state +replaced: cbp_too_large; requeue$/m)
    expect(out).toMatch(/^by hand .*raised$/m)
  })
}) // prettier-ignore
