import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { builtIn } from '../../mock-cbp/scenario/builtin.ts'
import { acknowledge, file, filing, givenMock, mailbox, post } from './given.ts'
import type { Given } from './given.ts'

/** Each entry with when the mailbox has something of it, as its row says and as it is. */
async function dues({ db }: Given) {
  const rows = await db.read<{ kept: string | null; real: string | null }>(
    sql`select e.due as kept, (
        select min(n.due) from mock_notice n where n.world = e.world
          and n.entry_number = e.entry_number and n.acknowledged = 0
      ) as real from mock_entry e order by e.entry_number`,
  )
  return { kept: rows.map(({ kept }) => kept), real: rows.map(({ real }) => real) }
}

async function expectSettled(mock: Given) {
  const { kept, real } = await dues(mock)
  expect(kept).toEqual(real)
  return kept.filter((due) => due !== null).length
}

const ids = async (mock: Given, query = '') =>
  (await mailbox(mock, query)).map(({ notificationId }) => notificationId)

/** One bill for each built-in rule that goes by its beginning. */
const bills = builtIn.flatMap(({ match: { prefix } }) => [prefix ?? []].flat().slice(0, 1))

describe('what is due of an entry', () => {
  it('stands in its row, whatever scenario it meets and whatever becomes of it', async () => {
    const mock = givenMock()
    for (const [index, bill] of bills.entries()) {
      await file(mock, `A-${index}`, filing('A', index + 1, `${bill}X`))
    }
    expect(await expectSettled(mock)).toBeGreaterThan(10)
    mock.seconds(2)
    await acknowledge(mock, (await ids(mock)).slice(0, 5))
    await expectSettled(mock)
    for (const [index, bill] of bills.entries()) {
      await file(mock, `R-${index}`, filing(index % 3 === 0 ? 'D' : 'R', index + 1, `${bill}X`))
    }
    await expectSettled(mock)
    await mock.snapshot('here')
    await mock.clock.advance('P60D')
    while ((await acknowledge(mock, await ids(mock))).removed > 0) await expectSettled(mock)
    expect(await ids(mock)).toEqual([])
    await mock.restore('here')
    expect(await expectSettled(mock)).toBeGreaterThan(5)
  })

  it('comes back with what was acknowledged in vain', async () => {
    const mock = givenMock()
    for (const index of [1, 2, 3]) await file(mock, `M-${index}`, filing('A', index, 'SIMREL1'))
    mock.seconds(9)
    const page = await ids(mock)
    await acknowledge(mock, page.slice(0, 4))
    const body = JSON.stringify({ ids: page })
    await post(mock, '/ace/mailbox/acknowledgements', body, { 'X-Mock-Fault': 'acknowledged-again' }) // prettier-ignore
    await expectSettled(mock)
    expect(await ids(mock)).toEqual(page.slice(-3))
  })

  it('is counted by notification and paged by notification', async () => {
    const mock = givenMock()
    for (const index of [1, 2, 3]) await file(mock, `M-${index}`, filing('A', index, 'SIMREL1'))
    expect(await mock.control('metrics')).toMatchObject({
      mailbox: { due: 0, later: 6, acknowledged: 0 },
    })
    mock.seconds(1)
    expect(await mock.clock.next()).toBe('2026-11-28T12:00:02.000Z')
    await acknowledge(mock, (await ids(mock, '?limit=1')).slice(0, 1))
    expect(await mock.control('metrics')).toMatchObject({
      mailbox: { due: 2, later: 3, acknowledged: 1 },
    })
    mock.seconds(9)
    const all = await ids(mock)
    expect(all).toHaveLength(5)
    for (const limit of [1, 2, 3, 4]) {
      expect(await ids(mock, `?limit=${limit}`)).toEqual(all.slice(0, limit))
    }
  })
})
