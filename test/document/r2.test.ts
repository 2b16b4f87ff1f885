import { afterAll, beforeAll, describe } from 'vitest'
import { r2Files } from '../../src/document/r2.ts'
import { startR2 } from '../d1.ts'
import type { LocalR2 } from '../d1.ts'
import { filesContract } from './contract.ts'

let local: LocalR2
beforeAll(async () => {
  local = await startR2()
})
afterAll(() => local.dispose())

describe('documents in R2', () => {
  filesContract(() => r2Files(local.bucket))
})
