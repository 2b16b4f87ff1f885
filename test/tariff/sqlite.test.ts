import { join } from 'node:path'
import { openSqlite } from '../../src/store/sqlite.ts'
import { temporaryFolder } from '../store/folder.ts'
import { tariffContract } from './contract.ts'

const folder = temporaryFolder()

tariffContract({
  open: async () => {
    const db = openSqlite(join(folder, 'tariff.sqlite'))
    return { db, close: db.close }
  },
})
