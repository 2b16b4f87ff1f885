import { expect, it } from 'vitest'
import type { Send } from '../../src/gateway/deps.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import { numbers } from '../../src/store/numbers.ts'
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
