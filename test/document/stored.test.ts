import { describe, expect, it } from 'vitest'
import { storedFiles } from '../../src/document/stored.ts'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { openBare } from '../conformance/engine.ts'
import { count, freshStore } from '../store/contract.ts'
import { filesContract } from './contract.ts'

/** A million bytes are compared element by element otherwise. */
const equal = (found: Uint8Array | undefined, bytes: Uint8Array) =>
  found !== undefined && Buffer.compare(found, bytes) === 0

const open = async () => {
  const db = await openBare()
  return { db, close: db.close }
}

describe('documents in the store', () => {
  const db = freshStore({ open })
  const bytes = new Uint8Array(1_000_000).map((_, at) => at % 251)

  filesContract(() => storedFiles(db))

  it('are found by another node', async () => {
    await storedFiles(db).put('documents/a', bytes)
    expect(equal(await storedFiles(db).get('documents/a'), bytes)).toBe(true)
  })

  it('are in rows well under a mebibyte', async () => {
    await storedFiles(db).put('documents/a', bytes)
    expect(await db.read(sql`select n, length(base64) as size from document_part order by n`)).toEqual([
      { n: 0, size: 524_288 },
      { n: 1, size: 524_288 },
      { n: 2, size: 284_760 },
    ]) // prettier-ignore
  })

  it('are written once, however often they come', async () => {
    await storedFiles(db).put('documents/a', bytes)
    let writes = 0
    const counting: Db = { read: db.read, write: (all) => (writes++, db.write(all)) }
    await storedFiles(counting).put('documents/a', bytes)
    expect(writes).toBe(0)
  })

  it('are not there while a node that died put half of one, and whole when it comes again', async () => {
    let writes = 0
    const dying: Db = {
      read: db.read,
      write: (all) => (++writes > 2 ? Promise.reject(new Error('the node died')) : db.write(all)),
    }
    await expect(storedFiles(dying).put('documents/a', bytes)).rejects.toThrow('the node died')
    expect(await count(db, 'document_part')).toBe(2)
    expect(await storedFiles(db).get('documents/a')).toBeUndefined()
    await storedFiles(db).put('documents/a', bytes)
    expect(equal(await storedFiles(db).get('documents/a'), bytes)).toBe(true)
  })

  it('that lost a part are told of, and never handed out short', async () => {
    await storedFiles(db).put('documents/a', bytes)
    await db.write([sql`delete from document_part where n = 2`])
    await expect(storedFiles(db).get('documents/a')).rejects.toThrow(
      'of documents/a the database has 786432 bytes, and had 1000000',
    )
  })
})
