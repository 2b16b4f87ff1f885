/**
 * The schema comes up in order, each step once, whoever else starts at the same time.
 * @module
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrations.ts'
import type { Migration } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { atOnce, count } from './contract.ts'
import type { Factory, Opened } from './contract.ts'

/** Each needs the one before, and would fail or show if it ran twice. */
const steps: readonly Migration[] = [
  { id: 1, name: 'tables', statements: ['create table step (id integer, name text)'] },
  { id: 2, name: 'rows', statements: [`insert into step values (1, 'one')`] },
  {
    id: 3,
    name: 'more',
    statements: ['alter table step add column size integer', 'update step set size = id + 1'],
  },
]

export function migrationsContract({ open }: Factory): void {
  describe('migrations', () => {
    let store: Opened
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())
    const done = () => store.db.read(sql`select id, name from migration order by id`)
    const rows = () => store.db.read(sql`select * from step`)

    it('run in order, and again change nothing', async () => {
      await migrate(store.db, steps)
      await migrate(store.db, steps)
      expect(await rows()).toEqual([{ id: 1, name: 'one', size: 2 }])
      expect(await done()).toEqual(steps.map(({ id, name }) => ({ id, name })))
    })

    it('go on from where the last version stopped', async () => {
      await migrate(store.db, steps.slice(0, 2))
      await store.db.write([sql`insert into step values (7, 'kept')`])
      await migrate(store.db, steps)
      expect(await rows()).toHaveLength(2)
      expect(await done()).toHaveLength(3)
    })

    it('run once each where three runners start at once', async () => {
      const runs = await atOnce(3, () => migrate(store.db, steps))
      expect(runs.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
      expect(await rows()).toEqual([{ id: 1, name: 'one', size: 2 }])
    })

    it('leave nothing of one that fails, so that it can be mended', async () => {
      const [first, ...rest] = steps as [Migration, ...Migration[]]
      const broken = { ...first, statements: [...first.statements, 'create nonsense'] }
      await expect(migrate(store.db, [broken])).rejects.toThrow(/syntax|nonsense/)
      expect(await done()).toEqual([])
      await migrate(store.db, [first, ...rest])
      expect(await rows()).toHaveLength(1)
    })

    it('bring up the tables of the gateway', async () => {
      await atOnce(3, () => migrate(store.db, schema))
      expect(await done()).toEqual(schema.map(({ id, name }) => ({ id, name })))
      expect(await count(store.db, 'event')).toBe(0)
    })
  })
}
