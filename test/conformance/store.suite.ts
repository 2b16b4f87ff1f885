import { storeContract } from '../store/contract.ts'
import { openBare } from './engine.ts'

storeContract({
  open: async () => {
    const db = await openBare()
    return { db, close: db.close }
  },
})
