/**
 * Idempotency records and API keys.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { forgetAnswers, recall, remember } from '../../src/store/idempotency.ts'
import { keyById, keysOf, putKey, revokeKey } from '../../src/store/keys.ts'
import type { ApiKey } from '../../src/store/keys.ts'
import { atOnce, count, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { answered, at, never, scope } from './example.ts'

const key = (id: string, changes: Partial<ApiKey> = {}): ApiKey => ({
  id,
  filer: 'ZZ9',
  name: 'shop',
  sha256: 'a'.repeat(64),
  scopes: ['entries:read', 'entries:write'],
  createdAt: at(1),
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  ...changes,
})

export function keysContract(factory: Factory): void {
  describe('an idempotency record', () => {
    const db = freshStore(factory)

    it('gives the first answer back, byte for byte', async () => {
      const body = '{"name":"Łódź 😀", "n":1.0}\n'
      await db.write(remember(scope, { ...answered, body }, at(1), never))
      expect(await recall(db, scope, never)).toEqual({ ...answered, body })
    })

    it('is of one filer, one route and one key', async () => {
      await db.write(remember(scope, answered, at(1), never))
      for (const change of [{ filer: 'ABC' }, { route: 'PUT' }, { key: 'k' }]) {
        expect(await recall(db, { ...scope, ...change }, never)).toBeUndefined()
        await db.write(remember({ ...scope, ...change }, answered, at(1), never))
      }
      expect(await count(db, 'idempotency')).toBe(4)
    })

    it('is forgotten in time, and gives its place to the next', async () => {
      await db.write(remember(scope, answered, at(1), never))
      expect(await recall(db, scope, at(1))).toEqual(answered)
      expect(await recall(db, scope, at(2))).toBeUndefined()
      const next = { ...answered, fingerprint: 'other' }
      await db.write(remember(scope, next, at(9), at(2)))
      expect(await recall(db, scope, at(2))).toEqual(next)
      expect(await count(db, 'idempotency')).toBe(1)
    })

    it('are let go by their age, some at a time', async () => {
      for (const n of [1, 2, 3, 8]) {
        await db.write(remember({ ...scope, key: `K${n}` }, answered, at(n), never))
      }
      const step = async () =>
        (await db.write([forgetAnswers(at(5), 2)])).map(({ length }) => length)
      expect(await step()).toEqual([2])
      expect(await step()).toEqual([1])
      expect(await step()).toEqual([0])
      expect(await recall(db, { ...scope, key: 'K1' }, never)).toBeUndefined()
      expect(await recall(db, { ...scope, key: 'K8' }, never)).toEqual(answered)
    })

    it('that lives is not replaced, by one or by twenty', async () => {
      await db.write(remember(scope, answered, at(1), never))
      const rivals = await atOnce(20, () =>
        db.write(remember(scope, { ...answered, body: 'x' }, at(2), at(1))),
      )
      expect(new Set(rivals.map(({ status }) => status))).toEqual(new Set(['rejected']))
      expect(await recall(db, scope, never)).toEqual(answered)
    })
  })

  describe('an API key', () => {
    const db = freshStore(factory)

    it('is found by its id, with its scopes', async () => {
      await db.write([putKey(key('one', { expiresAt: at(9) })), putKey(key('two'))])
      expect(await keyById(db, 'one')).toEqual(key('one', { expiresAt: at(9) }))
      expect(await keyById(db, 'ONE')).toBeUndefined()
      expect(await keyById(db, 'ONE', 'one')).toEqual(await keyById(db, 'one'))
      expect((await keyById(db, 'two', 'one'))?.id).toBe('two')
    })

    it('is listed for its filer alone', async () => {
      await db.write([putKey(key('b')), putKey(key('a')), putKey(key('c', { filer: 'ABC' }))])
      expect((await keysOf(db, 'ZZ9')).map(({ id }) => id)).toEqual(['a', 'b'])
    })

    it('is revoked once, by its filer alone', async () => {
      await db.write([putKey(key('one'))])
      expect(await db.write([revokeKey('ABC', 'one', at(2))])).toEqual([[]])
      expect(await db.write([revokeKey('ZZ9', 'one', at(2))])).toEqual([[{ id: 'one' }]])
      expect(await db.write([revokeKey('ZZ9', 'one', at(3))])).toEqual([[]])
      expect((await keyById(db, 'one'))?.revokedAt).toBe(at(2))
    })

    it('put again is renewed: it follows the setting it came from', async () => {
      await db.write([putKey(key('one')), revokeKey('ZZ9', 'one', at(2))])
      await db.write([putKey(key('one', { filer: 'ABC', sha256: 'b', scopes: ['keys'] }))])
      expect(await keyById(db, 'one')).toEqual(
        key('one', { filer: 'ABC', sha256: 'b', scopes: ['keys'] }),
      )
    })
  })
}
