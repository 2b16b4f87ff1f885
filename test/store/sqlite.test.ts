import { join } from 'node:path'
import { openSqlite } from '../../src/store/sqlite.ts'
import { storeContract } from './contract.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
let files = 0

storeContract({
  open: async () => {
    const db = openSqlite(join(folder, `${files++}.sqlite`))
    return { db, close: db.close }
  },
})
