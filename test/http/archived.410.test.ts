import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import { keepDeclaredOf } from '../../src/store/declared.ts'
import { givenApp, refusal } from './given.ts'

describe('an entry whose journal is in an archive', () => {
  it('is shown and listed as ever, and says where its journal and messages are', async () => {
    const { file, get, db } = await givenApp()
    const { id } = await file()
    const before = await get(`/v1/entries/${id}`)
    const name = 'gate321-archive-000001-0123456789ab.ndjson.gz'
    await db.write([
      sql`insert into archive (n, name, sha256, previous, made_at, entries, state)
        values (1, ${name}, 'x', null, '2028-01-01T00:00:00.000Z', 1, 'done')`,
      sql`insert into archived (entry_id, archive, seq, head) select id, 1, head_seq, head from entry`,
      ...keepDeclaredOf(String(id), 1),
      sql`delete from event`,
    ])
    expect((await get(`/v1/entries/${id}`)).json).toEqual(before.json)
    for (const part of ['events', 'messages']) {
      const answer = await get(`/v1/entries/${id}/${part}`)
      expect(refusal(answer)).toBe('410 entry_archived')
      expect(answer.json.detail).toContain(`in the archive ${name} since 2028-01-01`)
    }
    expect(refusal(await get('/v1/entries/other/messages'))).toBe('404 entry_not_found')
  })
})
