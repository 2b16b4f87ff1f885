/**
 * The same on PostgreSQL, from a house that moved there.
 * @module
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archive } from '../../src/archive/archive.ts'
import { openKept } from '../../src/archive/open.ts'
import { wholeRecord } from '../../src/archive/whole.ts'
import { seal } from '../../src/gateway/seal.ts'
import { enterFrom, leaveTo } from '../../src/move/carry.ts'
import { recordLines } from '../../src/record/lines.ts'
import { verify } from '../../src/record/verify.ts'
import { startPostgres } from '../postgres.ts'
import type { LocalPostgres } from '../postgres.ts'
import { fileMany, givenCbp, givenFolder, live, start } from '../record/given.ts'

describe('archiving from PostgreSQL', () => {
  let local: LocalPostgres
  beforeAll(async () => {
    local = await startPostgres()
  }, 60_000)
  afterAll(() => local.stop())

  it(
    'leaves a record that verifies, and a house that can move on',
    { timeout: 60_000 },
    async () => {
      const cbp = givenCbp()
      const { clock } = cbp
      const data = givenFolder()
      const running = await start(data, cbp)
      await fileMany(running, ['A1', 'A2', 'A3'])
      await live(cbp, running, 40)
      await seal({ db: running.db, clock, log: () => undefined }, clock.now())
      await fileMany(running, ['B1'])
      const all = await verify(recordLines(running.db))
      running.stop()
      const [out, back] = ['out', 'back'].map((name) => join(givenFolder(), name)) as [
        string,
        string,
      ]
      const place = { data: givenFolder(), databaseUrl: await local.database() }
      await leaveTo({ from: { place: { data } }, to: out, id: 'x', clock })
      await enterFrom({ from: out, to: { place }, clock })

      const folder = givenFolder()
      const kept = await openKept(place)
      const done = await archive({ ...kept, before: clock.now(), folder, now: clock.now })
      expect(done.entries).toBe(3)
      expect(readdirSync(folder)).toHaveLength(1)
      const { faults, lines } = wholeRecord(kept.db, folder)
      const whole = await verify(lines)
      expect(faults).toEqual([])
      expect(whole).toEqual({ ...all, archived: 0 })
      await kept.close()

      await leaveTo({ from: { place }, to: back, id: 'y', clock })
      const home = { data: givenFolder() }
      expect(await enterFrom({ from: back, to: { place: home }, clock })).toMatchObject({
        ...{ entries: 4, archived: 3, damages: 0 },
      })
      const again = await openKept(home)
      const there = wholeRecord(again.db, folder)
      expect(await verify(there.lines)).toEqual({ ...all, archived: 0 })
      expect(there.faults).toEqual([])
      await again.close()
    },
  )
})
