import { afterAll, beforeAll } from 'vitest'
import { d1 } from '../../src/store/d1.ts'
import { emptied, startD1 } from '../d1.ts'
import type { LocalD1 } from '../d1.ts'
import { tariffContract, wholeTariffContract } from './contract.ts'

let local: LocalD1
beforeAll(async () => {
  local = await startD1()
})
afterAll(() => local.dispose())

const onD1 = {
  open: async () => ({ db: d1(await emptied(local.database)), close: () => undefined }),
}

tariffContract(onD1)
wholeTariffContract(onD1)
