import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { digest, eventText } from '../../src/store/chain.ts'
import { sql } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import { openFile } from '../../src/store/file.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { readRecord, writeRecord } from '../../src/record/file.ts'
import { parseLine } from '../../src/record/line.ts'
import type { EntryLine, EventLine, RecordLine } from '../../src/record/line.ts'
import { recordLines } from '../../src/record/lines.ts'
import { verify } from '../../src/record/verify.ts'
import { fileMany, givenCbp, givenFolder, live, start } from './given.ts'

/** Six entries with a life, sealed twice; the record as text. */
let record: string

beforeAll(async () => {
  const cbp = givenCbp()
  const folder = givenFolder()
  const running = await start(folder, cbp)
  await fileMany(running, ['A1', 'A2', 'A3'])
  await live(cbp, running, 10)
  cbp.clock.advance(3_600_000)
  await live(cbp, running, 1)
  await fileMany(running, ['B1', 'B2', 'B3'])
  await live(cbp, running, 10)
  cbp.clock.advance(3_600_000)
  await live(cbp, running, 1)
  const path = join(folder, 'record.ndjson')
  await writeRecord(recordLines(running.db), path, cbp.clock.now())
  record = readFileSync(path, 'utf8')
  running.stop()
})

async function verified(text: string | Uint8Array) {
  const path = join(givenFolder(), 'record.ndjson')
  writeFileSync(path, text)
  const { faults, lines } = readRecord(path)
  const found = await verify(lines)
  return { ...found, all: [...found.damage, ...faults] }
}

const linesOf = (text: string) => text.split('\n').slice(0, -1)
const parsed = () => linesOf(record).map((line) => parseLine(line) as RecordLine)

/** Without the hash over the file: what is left to find it are the chains and the seals. */
async function* without(lines: readonly RecordLine[]) {
  yield* lines.filter(({ kind }) => kind !== 'end')
}

const found = async (lines: readonly RecordLine[]) => (await verify(without(lines))).damage

const events = (lines: readonly RecordLine[], entryId: string) =>
  lines.filter((line): line is EventLine => line.kind === 'event' && line.entryId === entryId)
const entries = (lines: readonly RecordLine[]) =>
  lines.filter((line): line is EntryLine => line.kind === 'entry')

describe('a record', () => {
  it('verifies as it was written', async () => {
    expect(await verified(record)).toMatchObject({
      ...{ entries: 6, seals: 2, unchained: 0, inexact: 0, damages: 0, all: [] },
      newestSeal: { n: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
  })

  it('of which any byte was flipped does not', async () => {
    const bytes = Buffer.from(record)
    const step = Math.floor(bytes.length / 150)
    const unseen: number[] = []
    for (let at = 7; at < bytes.length; at += step) {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      const seen = await verified(flipped).then(
        ({ all }) => all.length > 0,
        () => true,
      )
      if (!seen) unseen.push(at)
    }
    expect(unseen).toEqual([])
  })

  it('that was cut short does not, wherever', async () => {
    const lines = linesOf(record)
    for (let keep = 1; keep < lines.length; keep += 7) {
      const { all } = await verified(`${lines.slice(0, keep).join('\n')}\n`)
      expect(all.at(-1)).toMatchObject({ what: 'the file ends too early' })
    }
  })

  it('is none when it is something else', async () => {
    await expect(verified('{"kind":"letter"}\n')).rejects.toThrow('is no record of gate321')
    await expect(verified('')).rejects.toThrow('is no record of gate321')
  })
})

describe('a journal', () => {
  it('of which one event was changed is named with entry and seq', async () => {
    const lines = parsed()
    const [entry] = entries(lines)
    const changed = lines.map((line) =>
      line.kind === 'event' && line.entryId === entry?.id && line.seq === 1
        ? { ...line, data: line.data.replace('30.00', '3.00') }
        : line,
    )
    expect((await found(changed))[0]).toEqual({
      what: 'the event was changed, or does not follow the one before it',
      entryId: entry?.id,
      entryNumber: entry?.entryNumber,
      seq: 1,
    })
  })

  it.each([
    ['who did it', { by: 'somebody' }],
    ['when', { at: '2027-01-01T00:00:00.000Z' }],
    ['the raw message', { source: 'a'.repeat(64) }],
    ['its kind', { type: 'withdrawn' }],
  ])('that says %s wrongly is found', async (_, change) => {
    const lines = parsed()
    const at = lines.findLastIndex(({ kind }) => kind === 'event')
    const changed = lines.map((line, n) =>
      n === at ? ({ ...line, ...change } as EventLine) : line,
    )
    expect(await found(changed)).not.toEqual([])
  })

  it('whose tail was dropped is found, by its view and by its seal', async () => {
    const lines = parsed()
    const [entry] = entries(lines)
    const last = events(lines, entry?.id ?? '').at(-1)
    const cut = lines.filter((line) => line !== last)
    expect((await found(cut))[0]).toMatchObject({ what: 'the end of the journal is missing' })
    const before = events(cut, entry?.id ?? '').at(-1)
    const withView = cut.map((line) =>
      line === entry ? { ...line, seq: before?.seq ?? 0, head: before?.hash ?? null } : line,
    )
    expect(await found(withView)).toEqual([
      expect.objectContaining({ what: `event ${last?.seq} is missing, which seal 1 holds` }),
    ])
  })

  it('that is gone with its entry is found by its seal', async () => {
    const lines = parsed()
    const [entry] = entries(lines)
    const without = lines.filter(
      (line) => line !== entry && !(line.kind === 'event' && line.entryId === entry?.id),
    )
    expect(await found(without)).toEqual([
      expect.objectContaining({
        what: 'the entry is missing, which seal 1 holds',
        entryId: entry?.id,
      }),
    ])
  })

  it('in which two events were swapped is found', async () => {
    const lines = parsed()
    const [entry] = entries(lines)
    const [, second, third] = events(lines, entry?.id ?? '')
    const swapped = lines.map((line) => {
      if (line === second && third) return { ...third, seq: 2 }
      return line === third && second ? { ...second, seq: 3 } : line
    })
    expect((await found(swapped))[0]).toMatchObject({ entryId: entry?.id, seq: 2 })
  })

  it('that was chained anew from end to end is found by its seal', async () => {
    const lines = parsed()
    const [entry] = entries(lines)
    let head: string | null = null
    const forged = lines.map((line) => {
      if (line.kind !== 'event' || line.entryId !== entry?.id) return line
      const data = line.data.replace('30.00', '3.00')
      head = digest(eventText(head, { ...line, by: line.by ?? '', data }))
      return { ...line, data, hash: head }
    })
    const sound = forged.map((line) => (line === entry ? { ...line, head } : line))
    expect(await found(sound)).toEqual([
      expect.objectContaining({ what: 'the journal was written anew: seal 1 has another hash' }),
    ])
  })

  it('from before the chain is counted, and begins to be chained with its next event', async () => {
    const lines = parsed()
    const [entry] = entries(lines)
    const own = events(lines, entry?.id ?? '')
    const old = own.slice(0, 2).map((line) => ({ ...line, by: null, source: null, hash: null }))
    let head: string | null = null
    const chained = own.slice(2).map((line) => {
      head = digest(eventText(head, { ...line, by: line.by ?? '' }))
      return { ...line, hash: head }
    })
    const view = { ...(entry as EntryLine), head }
    const messages = lines.filter(({ kind }) => kind === 'message')
    const found = await verify(without([...messages, view, ...old, ...chained]))
    expect(found).toMatchObject({ damages: 0, unchained: 2 })
    const again = await verify(
      without([
        ...messages,
        view,
        ...old,
        ...chained.slice(0, 1),
        { ...old[1], seq: 4 } as EventLine,
      ]),
    )
    expect(again.damage[0]).toMatchObject({
      what: 'the event is not chained, but the one before it is',
      seq: 4,
    })
  })
})

describe('a raw message', () => {
  it('that was changed is named', async () => {
    const lines = parsed()
    const at = lines.findIndex(({ kind }) => kind === 'message')
    const changed = lines.map((line, n) =>
      n === at && line.kind === 'message' ? { ...line, body: `${line.body} ` } : line,
    )
    expect(await found(changed)).toEqual([
      { what: 'the message was changed', messageId: expect.stringMatching(/^ZZ9-/) },
    ])
  })

  it('that was taken out, or hashed anew, is missed by the events that follow it', async () => {
    const lines = parsed()
    const at = lines.findIndex(({ kind }) => kind === 'message')
    const missing = await found(lines.filter((_, n) => n !== at))
    expect(missing[0]).toMatchObject({ what: 'the raw message that it follows is missing' })
    const anew = lines.map((line, n) =>
      n === at && line.kind === 'message'
        ? { ...line, body: `${line.body} `, sha256: digest(`${line.body} `) }
        : line,
    )
    expect((await found(anew))[0]).toMatchObject({
      what: 'the raw message that it follows is missing',
    })
  })
})

describe('a seal', () => {
  it('that was changed, dropped or put in twice is found', async () => {
    const lines = parsed()
    const [first, second] = lines.filter((line) => line.kind === 'seal')
    const shorter = lines.map((line) =>
      line === second && line.kind === 'seal' ? { ...line, heads: line.heads.slice(1) } : line,
    )
    expect(await found(shorter)).toEqual([{ what: 'the seal was changed', n: 2 }])
    expect((await found(lines.filter((line) => line !== first)))[0]).toMatchObject({
      what: 'seal 1 is missing: seal 2 follows',
    })
    const twice = lines.flatMap((line) => (line === second ? [line, line] : [line]))
    expect((await found(twice))[0]).toMatchObject({ n: 2 })
  })

  it('that was kept elsewhere finds a record that was written anew with all its seals', async () => {
    const lines = parsed()
    const kept = (await verify(without(lines))).newestSeal?.hash ?? ''
    expect(await verify(without(lines), { expected: [kept] })).toMatchObject({ damages: 0 })
    const earlier = lines.filter((line) => line.kind !== 'seal' || line.n !== 2)
    expect((await verify(without(earlier), { expected: [kept] })).damage).toEqual([
      { what: `no seal has the hash ${kept}, which was kept elsewhere` },
    ])
  })
})

/** In the database itself, by somebody with a SQLite shell. */
const tampering: readonly (readonly [string, Statement])[] = [
  ['an event', sql`update event set data = replace(data, '15.00', '1.00') where seq = 1`],
  ['who did it', sql`update event set actor = 'nobody' where seq = 2`],
  ['an event out of the middle', sql`delete from event where seq = 2`],
  ['all hashes of an entry', sql`update event set hash = null where entry_id = (select min(id) from entry)`], // prettier-ignore
  ['the newest event', sql`delete from event where entry_id = (select min(id) from entry) and seq = (select max(seq) from event where entry_id = (select min(id) from entry))`], // prettier-ignore
  ['an entry', sql`delete from entry where id = (select min(id) from entry)`],
  ['the number of an entry', sql`update entry set entry_number = 'ZZ9-0009999-9' where id = (select min(id) from entry)`], // prettier-ignore
  ['a message', sql`update message_part set body = replace(body, '<', ' <') where n = 0`],
  ['a link to a message', sql`delete from entry_message where seq = 2`],
  ['a seal', sql`update seal set opened_at = '2020-01-01T00:00:00.000Z' where n = 1`],
  ['the heads of a seal', sql`delete from seal_part where seal = 1`],
] // prettier-ignore

describe('a database in which somebody changed or took', () => {
  it.each(tampering)('%s does not verify', async (_, statement) => {
    const cbp = givenCbp()
    const folder = givenFolder()
    const running = await start(folder, cbp)
    await fileMany(running, ['A1', 'A2'])
    await live(cbp, running, 8)
    cbp.clock.advance(3_600_000)
    await live(cbp, running, 1)
    running.stop()
    const path = join(folder, 'gate321.sqlite')
    const file = openFile(path)
    expect(await verify(recordLines(file))).toMatchObject({ damages: 0, seals: 1, entries: 2 })
    file.close()
    const shell = openSqlite(path)
    await shell.write([statement])
    shell.close()
    const after = openFile(path)
    expect((await verify(recordLines(after))).damages).toBeGreaterThan(0)
    after.close()
  })
})
