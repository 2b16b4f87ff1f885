/**
 * What an engine of durable work is given and asked for: parcels over HTTP, three steps with each,
 * and how many are through. The steps are as light as the floor's; the engine is what is measured.
 * @module
 */
import { createServer } from 'node:http'
import pg from 'pg'
import { between, call, filing, noticesOf } from '../wire.ts'
import type { Row } from '../wire.ts'

export type { Row }

export const database = process.env['DATABASE'] ?? ''
/** What is tried out: how many at once. */
export const size = Number(process.env['SIZE'] ?? 50)

const pool = new pg.Pool({ connectionString: database, max: 10 })
let released = 0
let sent = 0

export async function prepare(): Promise<void> {
  await pool.query('create table if not exists released (number text primary key, notice text not null)') // prettier-ignore
}

/** Step two: to CBP with these, and its word on each. Throws for one that was not accepted. */
export async function submit(rows: readonly Row[]): Promise<string> {
  sent += 1
  const id = `ZZ9-0-${process.pid}${String(sent).padStart(7, '0')}`
  const reply = await call('POST', '/ace/transmissions', filing(id, rows), id)
  for (const { number } of rows) {
    const found = reply.indexOf(`<entryNumber>${number}</entryNumber>`)
    if (found < 0 || !reply.startsWith('<sxDisposition>02', found + 40)) {
      throw new Error(`${number} was not accepted`)
    }
  }
  return reply
}

/** Step three: what CBP says of these, kept. */
export async function apply(numbers: readonly string[]): Promise<void> {
  const page = await call('POST', '/ace/mailbox/taken', JSON.stringify({ numbers }))
  const notices = noticesOf(page).filter((notice) => notice.includes('<code>98</code>'))
  const { rowCount } = await pool.query(
    'insert into released select * from unnest($1::text[], $2::text[]) on conflict do nothing',
    [notices.map((notice) => between(notice, 'entryNumber')), notices],
  )
  released += rowCount ?? 0
}

const acceptedAtOnce = 1000

/** Step one is `accept`: when it resolves, the parcels are safe. */
export function serve(accept: (rows: readonly Row[]) => Promise<unknown>): void {
  let last = 0
  createServer(async (incoming, response) => {
    const say = (status: number, value: object) => {
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(value))
    }
    if (incoming.method === 'GET') return say(200, { released })
    let rest = ''
    incoming.setEncoding('utf8')
    const rows: Row[] = []
    for await (const chunk of incoming) {
      const texts = `${rest}${chunk as string}`.split('\n')
      rest = texts.pop() ?? ''
      for (const body of texts) rows.push({ number: String(++last).padStart(8, '0'), body })
    }
    for (let at = 0; at < rows.length; at += acceptedAtOnce) {
      await accept(rows.slice(at, at + acceptedAtOnce))
    }
    say(202, { accepted: rows.length })
  }).listen(Number(process.env['PORT']), '127.0.0.1')
}
