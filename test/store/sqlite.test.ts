import { openSqlite } from '../../src/store/sqlite.ts'
import { storeContract } from './contract.ts'

storeContract({
  open: async () => {
    const db = openSqlite(':memory:')
    return { db, close: db.close }
  },
})
