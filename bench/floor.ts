/**
 * The floor: the least program that carries parcels from a caller to CBP's release with the same
 * bytes kept and the same promises: JSON in, a message put together as text, group commits that have
 * reached the disk, a reply and notices searched for what is looked for. No rules, no check of
 * anything, nothing for people to read. `node bench/floor.ts FILE` listens on PORT, CBP is at CBP.
 * @module
 */
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import Database from 'better-sqlite3'
import { between, call, filing, noticesOf } from './wire.ts'
import type { Parcel, Row } from './wire.ts'

const db = new Database(process.argv[2] ?? ':memory:')
db.pragma('journal_mode = wal')
db.pragma('synchronous = full')
db.pragma('wal_autocheckpoint = 8000')
db.exec(`
  create table if not exists parcel (
    number text primary key, reference text not null unique, house_bill text not null,
    status text not null, body text not null);
  create index if not exists parcel_by_status on parcel (status, number);
  create table if not exists message (
    id text primary key, body text not null);
`)
const verb = (text: string) => db.prepare(text)
const [begin, commit] = [verb('begin immediate'), verb('commit')]
const insert = verb('insert into parcel values (?, ?, ?, ?, ?)')
const keep = verb('insert into message values (?, ?)')
const move = verb('update parcel set status = ? where number = ?')
const waiting = verb("select number, body from parcel where status = 'queued' limit 999")

const perCommit = 32
let last = (verb('select count(*) as n from parcel').get() as { n: number }).n
let sent = 0
let released = 0

/** One commit for all of them. */
function accept(texts: readonly string[]): string[] {
  begin.run()
  const numbers = texts.map((text) => {
    const { reference, bill } = JSON.parse(text) as Parcel
    last += 1
    const number = String(last).padStart(8, '0')
    insert.run(number, reference, bill.houseBill, 'queued', text)
    return number
  })
  commit.run()
  wake()
  return numbers
}

/** What waits, as one transmission; it is kept before it leaves, and its reply before it counts. */
async function transmit(): Promise<boolean> {
  const rows = waiting.all() as Row[]
  if (rows.length === 0) return false
  sent += 1
  const id = `ZZ9-0-${String(process.pid).padStart(7, '0')}${String(sent).padStart(6, '0')}`
  const text = filing(id, rows)
  begin.run()
  keep.run(id, text)
  for (const { number } of rows) move.run('sent', number)
  commit.run()
  const reply = await call('POST', '/ace/transmissions', text, id)
  begin.run()
  keep.run(`${id}.reply`, reply)
  let from = 0
  for (const { number } of rows) {
    const found = reply.indexOf(`<entryNumber>${number}</entryNumber>`, from)
    const taken = found >= 0 && reply.startsWith('<sxDisposition>02', found + 40)
    if (found >= 0) from = found
    move.run(taken ? 'submitted' : 'rejected', number)
  }
  commit.run()
  return true
}

async function collect(): Promise<boolean> {
  const text = await call('GET', '/ace/mailbox?limit=999')
  const notices = noticesOf(text)
  if (notices.length === 0) return false
  begin.run()
  const ids = notices.map((notice) => {
    const id = between(notice, 'notificationId')
    keep.run(id, notice)
    if (notice.includes('<code>98</code>')) {
      released += move.run('released', between(notice, 'entryNumber')).changes
    }
    return id
  })
  commit.run()
  await call('POST', '/ace/mailbox/acknowledgements', JSON.stringify({ ids }))
  return true
}

let wake = () => {}

async function carry(): Promise<never> {
  for (;;) {
    const moved = [await transmit(), await collect()]
    if (moved.includes(true)) continue
    await new Promise<void>((resume) => {
      const idle = setTimeout(resume, 250)
      wake = () => (clearTimeout(idle), resume())
    })
    wake = () => {}
  }
}

async function batch(incoming: IncomingMessage): Promise<number> {
  let rest = ''
  let taken = 0
  incoming.setEncoding('utf8')
  for await (const chunk of incoming) {
    const texts = `${rest}${chunk as string}`.split('\n')
    rest = texts.pop() ?? ''
    for (let at = 0; at < texts.length; at += perCommit) {
      taken += accept(texts.slice(at, at + perCommit)).length
    }
  }
  return taken
}

type One = { readonly text: string; readonly answered: (number: string) => void }
let group: One[] = []

/** Those that came in one round of the event loop share a commit. */
function join(one: One): void {
  if (group.push(one) > 1) return
  setImmediate(() => {
    const members = group
    group = []
    const numbers = accept(members.map(({ text }) => text))
    members.forEach(({ answered }, index) => answered(numbers[index] ?? ''))
  })
}

createServer((incoming, response) => {
  const say = (status: number, value: object) => {
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(value))
  }
  if (incoming.method === 'GET') return say(200, { released })
  if (incoming.url === '/v1/batches') {
    void batch(incoming).then((accepted) => say(202, { id: 'batch', accepted }))
    return
  }
  let text = ''
  incoming.setEncoding('utf8').on('data', (more: string) => (text += more))
  incoming.on('end', () => join({ text, answered: (entryNumber) => say(201, { entryNumber }) }))
}).listen(Number(process.env['PORT']), '127.0.0.1')
void carry()
