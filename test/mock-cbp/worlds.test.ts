import { describe, expect, it } from 'vitest'
import { basic, codes, file, filing, get, givenMock, json, mailbox, number, post, transmission } from './given.ts' // prettier-ignore
import type { Given } from './given.ts'

const bill = (item: number) => filing('A', item, `SIMREL${item}`)

/** The same mock as one world sees it. */
const inWorld = (mock: Given, name: string) => ({ ...mock, ...mock.world(name) })

describe('a world', () => {
  it('knows nothing of another: entries, mailbox and clock are its own', async () => {
    const mock = givenMock({ pace: 'manual' })
    const [red, blue] = [inWorld(mock, 'red'), inWorld(mock, 'blue')]
    await file(red, 'M-1', bill(1))
    await red.clock.advance('2h')
    expect(codes(await mailbox(red))).toEqual(['SO60 97', 'SO60 98'])
    expect(await mailbox(blue)).toEqual([])
    expect(await blue.clock.now()).toBe('2026-11-28T12:00:00.000Z')
    expect((await get(blue, `/ace/entries/${number(1)}`)).status).toBe(404)
    expect((await file(blue, 'M-1', bill(1))).status).toBe(200)
  })

  it('is chosen by header, by query and by password, and all three are the same', async () => {
    const mock = givenMock()
    const body = transmission('M-1', [bill(1)])
    await post(mock, '/ace/transmissions', body, {
      ...basic('ZZ9', 'mock@blue'),
      'Content-Type': 'application/xml',
      'Message-Id': 'M-1',
    })
    const byHeader = await mock.fetch(
      new Request('http://cbp.test/_mock/entries', { headers: { 'X-Mock-World': 'blue' } }),
    )
    expect((await json(byHeader))['items']).toHaveLength(1)
    expect((await json(await get(mock, '/_mock/entries?world=blue')))['items']).toHaveLength(1)
    expect((await json(await get(mock, '/_mock/entries')))['items']).toEqual([])
  })

  it('is not named by a password that has an @ of its own', async () => {
    const mock = givenMock({ filers: { ZZ9: 'pass@word' } })
    const ask = (password: string) =>
      mock.fetch(new Request('http://cbp.test/ace/mailbox', { headers: basic('ZZ9', password) }))
    expect((await ask('pass@word')).status).toBe(200)
    expect((await ask('pass@word@blue')).status).toBe(200)
    expect((await ask('pass')).status).toBe(401)
    const worlds = (await json(await get(mock, '/_mock/worlds')))['items'] as { name: string }[]
    expect(worlds.map(({ name }) => name)).toEqual(['blue', 'main'])
  })

  it('has a name that is checked', async () => {
    const response = await get(givenMock(), '/_mock/entries?world=a~b')
    expect(response.status).toBe(422)
    expect(await json(response)).toMatchObject({ code: 'world_invalid' })
  })

  it('is one of a thousand in one process, each with a clock of its own', async () => {
    const mock = givenMock({ pace: 'manual' })
    const worlds = Array.from({ length: 1000 }, (_, index) => inWorld(mock, `suite-${index}`))
    await Promise.all(worlds.map((world) => file(world, 'M-1', bill(1))))
    await Promise.all(worlds.map((world, index) => world.clock.advance(`PT${index}M`)))
    const seen = await Promise.all(worlds.map(async (world) => codes(await mailbox(world)).length))
    expect(seen).toEqual(worlds.map((_, index) => (index < 60 ? 0 : index < 120 ? 1 : 2)))
    const nows = await Promise.all(worlds.map(({ clock }) => clock.now()))
    expect(new Set(nows).size).toBe(1000)
  }, 60_000)
})

describe('snapshot, restore, fork and reset', () => {
  it('go back to what was kept, clock and journal and all', async () => {
    const mock = givenMock({ pace: 'manual' })
    await file(mock, 'M-1', bill(1))
    await mock.snapshot('filed')
    await mock.clock.advance('2h')
    await file(mock, 'M-2', bill(2))
    await mock.restore('filed')
    expect(await mock.clock.now()).toBe('2026-11-28T12:00:00.000Z')
    const { items } = (await mock.control('entries')) as { items: unknown[] }
    expect(items).toHaveLength(1)
    const journal = (await mock.control('journal')) as { items: { path: string }[] }
    expect(journal.items.map(({ path }) => path)).toEqual(['/ace/transmissions'])
    await mock.clock.advance('2h')
    expect(codes(await mailbox(mock))).toEqual(['SO60 97', 'SO60 98'])
  })

  it('try what would have been, in a fork', async () => {
    const mock = givenMock({ pace: 'manual' })
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'))
    const other = { ...mock, ...(await mock.fork('answered')) }
    await other.clock.advance('1h')
    await post(other, '/ace/documents', JSON.stringify({ entryNumber: number(1), text: 'here' }), {
      'Message-Id': 'D-1',
    })
    await other.clock.advance('2h')
    expect(codes(await mailbox(other))).toEqual(['SO60 96', 'SO60 97', 'SO60 98'])
    expect(await mailbox(mock)).toEqual([])
    await expect(mock.fork('answered')).rejects.toThrow('is there already')
  })

  it('leave other worlds alone', async () => {
    const mock = givenMock()
    const blue = inWorld(mock, 'blue')
    await file(mock, 'M-1', bill(1))
    await file(blue, 'M-1', bill(1))
    await mock.reset()
    expect(await mock.control('entries')).toEqual({ items: [], nextCursor: null })
    expect((await blue.control('entries')) as object).toMatchObject({ items: [{}] })
  })

  it('say when there is no such snapshot', async () => {
    const mock = givenMock()
    await mock.snapshot('there')
    await expect(mock.restore('here')).rejects.toThrow('this world has no snapshot "here"')
    expect(await mock.control('snapshots')).toEqual({ items: [{ name: 'there' }] })
  })
})
