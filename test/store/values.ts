/**
 * Values and messages come back as they went in.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/store/db.ts'
import type { Row, Value } from '../../src/store/db.ts'
import { bodyOf, keepMessage, linkMessage, messageIdsBySeq, messagesOf } from '../../src/store/messages.ts' // prettier-ignore
import { count, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { keptMessage } from './example.ts'

const texts: readonly (readonly [what: string, text: string])[] = [
  ['an instant', '2026-11-25T15:00:00.000Z'],
  ['a number with leading zeros', '00012345670'],
  ['what looks like a float', '1e5'],
  ['nothing', ''],
  ['blanks around', '  a b  '],
  ['quotes', `it's "quoted" \\ and \`ticked\``],
  ['a statement', `'; drop table event; --`],
  ['question marks', '? ?1 :a $b @c'],
  ['wildcards', '100%_*'],
  ['accents', 'Ærøskøbing, São Tomé, Łódź'],
  ['marks that combine', 'e\u0301 is not \u00e9'],
  ['other scripts', '東京都千代田区 Москва'],
  ['characters of two units', 'a😀b👩‍👩‍👧'],
  ['line breaks', 'a\r\nb\tc'],
  ['markup', '<Status>&amp;</Status>]]>'],
]

const integers = [0, 1, -1, 321, 2_147_483_648, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]

export function valuesContract(factory: Factory): void {
  describe('a value', () => {
    const db = freshStore(factory)

    const echo = async (text: Value, integer: Value): Promise<Row | undefined> => {
      await db.write([
        sql`create table if not exists sample (text text, integer bigint)`,
        sql`delete from sample`,
        sql`insert into sample (text, integer) values (${text}, ${integer})`,
      ])
      const [row] = await db.read(
        sql`select text, integer from sample where text is not distinct from ${text}
          and integer is not distinct from ${integer}`,
      )
      return row
    }

    it.each(texts)('of text comes back as it went in: %s', async (_, text) => {
      expect(await echo(text, 1)).toEqual({ text, integer: 1 })
    })

    it.each(integers)('that is an integer comes back exactly: %i', async (integer) => {
      expect(await echo('a', integer)).toEqual({ text: 'a', integer })
    })

    it('may be absent', async () => {
      expect(await echo(null, null)).toEqual({ text: null, integer: null })
    })

    it('with U+0000 is refused, or kept and seen by SQL as what stands before it: the edge refuses it', async () => {
      const text = 'a\u0000b'
      const kept = await echo(text, 1).catch((error: Error) => error.message)
      if (typeof kept === 'string') return expect(kept).toContain('0x00')
      expect(kept).toEqual({ text, integer: 1 })
      expect(await db.read(sql`select length(text) as length from sample`)).toEqual([{ length: 1 }])
    })

    it('with half a surrogate pair is changed without a word: the edge refuses it', async () => {
      await echo('a\ud800b', 1)
      const [row] = await db.read(sql`select text from sample`)
      expect(row?.['text']).toMatch(/^a\ufffd+b$/)
    })
  })

  describe('a kept message', () => {
    const db = freshStore(factory)

    it.each([
      ['is empty', ''],
      ['is short', '<CargoRelease/>'],
      ['ends with a part', 'a'.repeat(400_000)],
      ['is a megabyte', 'a'.repeat(1_048_576)],
      ['has two-unit characters where parts meet', `a${'😀'.repeat(500_000)}`],
      ['has line breaks where parts meet', `${'a'.repeat(199_999)}\r\n${'b'.repeat(10)}`],
    ])('that %s comes back whole', async (_, body) => {
      await db.write(keepMessage(keptMessage('M1', body)))
      const back = await bodyOf(db, 'M1')
      expect(back.length).toBe(body.length)
      expect(back === body).toBe(true)
    })

    it('tells its size in bytes, and no row of it nears a megabyte', async () => {
      const body = '😀'.repeat(300_000)
      await db.write(keepMessage(keptMessage('M1', body)))
      expect(await db.read(sql`select bytes from message`)).toEqual([{ bytes: 1_200_000 }])
      const parts = await db.read<{ size: number }>(
        sql`select octet_length(body) as size from message_part order by n`,
      )
      expect(parts.map(({ size }) => size)).toEqual([800_000, 400_000])
    })

    it('is found by the entry and the event that it belongs to', async () => {
      await db.write([
        ...keepMessage(keptMessage('M2', 'second')),
        ...keepMessage(keptMessage('M1', `first ${'x'.repeat(200_000)}`)),
        ...keepMessage(keptMessage('M3', 'of another entry')),
        ...[linkMessage('E1', 2, 'M1'), linkMessage('E1', 3, 'M2'), linkMessage('E1', 3, 'M1')],
        linkMessage('E2', 2, 'M3'),
      ])
      const found = await messagesOf(db, 'E1')
      expect(found.map(({ seq, id }) => [seq, id])).toEqual([[2, 'M1'], [3, 'M1'], [3, 'M2']]) // prettier-ignore
      expect(found.at(-1)).toEqual({ ...keptMessage('M2', 'second'), seq: 3 })
      expect(found.map(({ body }) => body.length)).toEqual([200_006, 200_006, 6])
      expect(await messageIdsBySeq(db, 'E1')).toEqual(new Map([[2, ['M1']], [3, ['M1', 'M2']]])) // prettier-ignore
      expect(await count(db, 'message')).toBe(3)
    })
  })
}
