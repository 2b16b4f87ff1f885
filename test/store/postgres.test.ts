import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'
import { openPostgres } from '../../src/store/postgres.ts'
import { startPostgres } from '../postgres.ts'
import type { LocalPostgres } from '../postgres.ts'
import { storeContract } from './contract.ts'

let local: LocalPostgres
beforeAll(async () => {
  local = await startPostgres()
}, 60_000)
afterAll(() => local.stop(), 60_000)

storeContract({
  open: async () => {
    const db = await openPostgres(await local.database(), { pause })
    return { db, close: db.close }
  },
})
