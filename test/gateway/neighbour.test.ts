import { expect, it } from 'vitest'
import type { Send } from '../../src/gateway/deps.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Db } from '../../src/store/db.ts'
import { numbers } from '../../src/store/numbers.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'

it('a node that starts takes what its neighbour sends meanwhile for no sign of an older database', async () => {
  const w = await world()
  await file(w.gateway, parcel('FIRST'))
  await live(w, w.gateway, 8)
  const { id } = await file(w.gateway, parcel('NEXT'))

  const asked: string[] = []
  const send: Send = async (request) => {
    // Between its look at the database and its question the neighbour sends just that message.
    if (request.method === 'GET' && asked.length === 0) {
      asked.push(request.url)
      await w.gateway.tick()
    }
    return w.cbp(request)
  }
  const node = createGateway({
    ...{ ...w.deps, send, numbers: numbers(w.db, 32), askBeforeSending: true },
  })
  await node.tick()

  const [newest] = (await w.gateway.messages(filer, id)) ?? []
  expect(asked[0]).toContain(newest?.id)
  expect((await node.sending()).pausedAt).toBeNull()
  await live(w, node, 8)
  expect(await statusOf(node, id)).toBe('released')
  expect((await heldByCbp(w)).map(({ effectiveFilings }) => effectiveFilings)).toEqual([1, 1])
})

it('what a neighbour puts into a transmission between two looks is left to it', async () => {
  const w = await world()
  const { id } = await file(w.gateway, parcel('TAKEN'))
  let seen = false
  const read: Db['read'] = async (statement) => {
    const rows = await w.db.read(statement)
    if (!seen && statement.sql.includes('from outbox where filer =')) {
      seen = true
      await w.gateway.tick()
    }
    return rows as never
  }
  const node = createGateway({ ...w.deps, db: { ...w.db, read }, numbers: numbers(w.db, 32) })
  await node.tick()

  expect(seen).toBe(true)
  expect(w.logged.filter(({ level }) => level !== 'info')).toEqual([])
  await live(w, node, 8)
  expect(await statusOf(node, id)).toBe('released')
  expect((await heldByCbp(w)).map(({ effectiveFilings }) => effectiveFilings)).toEqual([1])
})

it('an entry in the outbox that waits for nothing is an alarm, and its neighbours go', async () => {
  const w = await world()
  const stuck = await file(w.gateway, parcel('STUCK'))
  await live(w, w.gateway, 8)
  await w.db.write([enqueue(stuck.id, filer, 'A', w.deps.clock.now())])
  const next = await file(w.gateway, parcel('NEXT'))
  await live(w, w.gateway, 8)

  expect(await statusOf(w.gateway, next.id)).toBe('released')
  expect(w.logged).toContainEqual({
    ...{ level: 'alarm', event: 'entry_not_declarable' },
    fields: { entry: stuck.id, why: 'it is in the outbox and waits for no transmission' },
  })
  expect((await heldByCbp(w)).map(({ effectiveFilings }) => effectiveFilings)).toEqual([1, 1])
})
