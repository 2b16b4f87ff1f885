/**
 * The floor: the least program that carries parcels from a caller to CBP's release with the same
 * bytes kept and the same promises: JSON in, a message put together as text, group commits that have
 * reached the disk, a reply and notices searched for what is looked for. No rules, no check of
 * anything, nothing for people to read. `node bench/floor.ts FILE` listens on PORT, CBP is at CBP.
 * @module
 */
import { Agent, createServer, request as ask } from 'node:http'
import type { IncomingMessage } from 'node:http'
import Database from 'better-sqlite3'

type Parcel = {
  readonly reference: string
  readonly estimatedArrivalDate: string
  readonly portOfEntry: string
  readonly bill: { readonly masterBill: string; readonly houseBill: string }
  readonly seller: Party
  readonly consignee: Party
  readonly lines: readonly Line[]
}
type Party = {
  readonly name: string
  readonly address: Readonly<Record<'street' | 'city' | 'postalCode' | 'country', string>> & {
    readonly subdivision?: string
  }
}
type Line = Readonly<
  Record<'description' | 'htsNumber' | 'countryOfOrigin' | 'fairRetailValue', string>
>
type Row = { readonly number: string; readonly body: string }

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

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const party = (code: string, { name, address }: Party) =>
  `    <party>\n      <entityCode>${code}</entityCode>\n      <name>${escaped(name.toUpperCase())}</name>\n` +
  `      <streetComponent>\n        <qualifier>15</qualifier>\n        <text>${escaped(address.street.toUpperCase())}</text>\n` +
  `      </streetComponent>\n      <city>${escaped(address.city.toUpperCase())}</city>\n` +
  (address.subdivision ? `      <subdivision>${address.subdivision}</subdivision>\n` : '') +
  `      <postalCode>${address.postalCode}</postalCode>\n      <country>${address.country}</country>\n    </party>\n`

const line = ({ countryOfOrigin, description, htsNumber, fairRetailValue }: Line, index: number) =>
  `    <line>\n      <lineNumber>${index + 1}</lineNumber>\n      <countryOfOrigin>${countryOfOrigin}</countryOfOrigin>\n` +
  `      <description>${escaped(description.toUpperCase())}</description>\n      <tariff>\n        <htsNumber>${htsNumber}</htsNumber>\n` +
  `        <lineValueUsd>${Math.round(Number(fairRetailValue))}</lineValueUsd>\n      </tariff>\n    </line>\n`

function entry({ number, body }: Row): string {
  const parcel = JSON.parse(body) as Parcel
  const { bill, consignee, seller, lines } = parcel
  const value = lines.reduce((sum, { fairRetailValue }) => sum + Number(fairRetailValue), 0)
  return (
    `  <entry>\n    <actionCode>A</actionCode>\n    <filerCode>ZZ9</filerCode>\n    <entryNumber>${number}</entryNumber>\n` +
    `    <entryType>86</entryType>\n    <modeOfTransportation>40</modeOfTransportation>\n    <bondType>0</bondType>\n` +
    `    <entryValueUsd>${Math.round(value)}</entryValueUsd>\n    <plannedPortOfEntry>${parcel.portOfEntry}</plannedPortOfEntry>\n` +
    `    <contact>\n      <contactName>FILER ZZ9</contactName>\n      <contactPhone>0000000000</contactPhone>\n    </contact>\n` +
    `    <billGrouping>\n      <bill>\n        <billType>M</billType>\n        <billNumber>${bill.masterBill.replace('-', '')}</billNumber>\n` +
    `        <nonAms>N</nonAms>\n      </bill>\n      <bill>\n        <billType>H</billType>\n        <billNumber>${bill.houseBill}</billNumber>\n` +
    `        <packageQuantity>1</packageQuantity>\n        <nonAms>N</nonAms>\n      </bill>\n    </billGrouping>\n` +
    `    <reference>\n      <qualifier>CR</qualifier>\n      <value>${escaped(parcel.reference)}</value>\n    </reference>\n` +
    `    <reference>\n      <qualifier>EDA</qualifier>\n      <value>${parcel.estimatedArrivalDate}</value>\n    </reference>\n` +
    `${party('CN', consignee)}${party('SE', seller)}${lines.map(line).join('')}  </entry>\n`
  )
}

const filing = (id: string, rows: readonly Row[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<CargoRelease xmlns="urn:gate321:cargo-release:1">\n  <envelope>\n` +
  `    <messageId>${id}</messageId>\n    <filerCode>ZZ9</filerCode>\n    <siteCode>4701</siteCode>\n` +
  `    <transmissionDate>2026-11-30</transmissionDate>\n  </envelope>\n${rows.map(entry).join('')}</CargoRelease>\n`

const agent = new Agent({ keepAlive: true })

function call(method: string, path: string, body?: string, id = ''): Promise<string> {
  const headers = {
    Authorization: 'Basic Wlo5Om1vY2s=',
    'Content-Type': path.endsWith('acknowledgements') ? 'application/json' : 'application/xml',
    ...(id === '' ? {} : { 'Message-Id': id }),
  }
  return new Promise((resolve, reject) => {
    const made = ask(`${process.env['CBP']}${path}`, { method, agent, headers }, (response) => {
      response.setEncoding('utf8')
      let text = ''
      response.on('data', (more: string) => (text += more))
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(text)))
    })
    made.on('error', reject)
    made.end(body)
  })
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
  const notices = text.split('<statusNotification>').slice(1)
  if (notices.length === 0) return false
  const between = (notice: string, tag: string) => {
    const start = notice.indexOf(`<${tag}>`) + tag.length + 2
    return notice.slice(start, notice.indexOf('<', start))
  }
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
