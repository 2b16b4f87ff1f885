/**
 * `npm run demo`: the fixtures, filed on their own day through the whole of gate321 and followed
 * until each is where it should be. Everything is simulated; nothing reaches CBP.
 * @module
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createMockCbp } from '../mock-cbp/index.ts'
import { createClient } from '../src/client.ts'
import type { Client } from '../src/client.ts'
import { clockFrom } from '../src/clock.ts'
import { readConfig } from '../src/config.ts'
import { jsonLog } from '../src/log.ts'
import { startGateway } from '../src/node.ts'
import { follow, isRight } from './follow.ts'
import type { Fixture, Followed, Move } from './follow.ts'
import { lines, redraw, summary } from './screen.ts'

/** Arrivals and invoices of the fixtures are set around it. */
const today = '2026-11-23'
const longestMillis = 60_000
/** Some entries are right for a moment before they move on, so all have to stay right. */
const settledMillis = 2_000
const betweenLooksMillis = 150

async function main(): Promise<boolean> {
  const fixtures = readFixtures()
  const folder = mkdtempSync(join(tmpdir(), 'gate321-demo-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  process.once('SIGINT', () => process.exit(130))
  const logged: string[] = []
  const stack = await start(folder, (line) => logged.push(line))
  try {
    const client = createClient({ url: stack.url, key: 'dev-key' })
    const begun = performance.now()
    const followed = follow(client, fixtures)
    const show = process.stdout.isTTY ? redraw(process.stdout) : lines(process.stdout)
    show.begin(stack.url, fixtures.length, today)
    const [, right] = await Promise.all([
      fileAll(client, fixtures),
      watch(followed, (moves) => show.update(followed.entries(), moves, elapsed(begun))),
    ])
    process.stdout.write(summary(followed.entries(), elapsed(begun) - (right ? settledMillis : 0)))
    if (!right) process.stdout.write(logged.map((line) => `${line}\n`).join(''))
    return right
  } finally {
    await stack.stop()
  }
}

const elapsed = (begun: number) => performance.now() - begun

function readFixtures(): Fixture[] {
  const folder = new URL('../fixtures/shipments/', import.meta.url)
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, ...JSON.parse(readFileSync(new URL(name, folder), 'utf8')) }))
}

function start(data: string, log: (line: string) => void) {
  const { GATE321_WIRE } = process.env
  const reading = readConfig({ PORT: '0', GATE321_DATA: data, GATE321_TODAY: today, GATE321_WIRE })
  if (!reading.ok) throw new Error(reading.mistakes.join('\n'))
  const clock = clockFrom(today)
  const mock = createMockCbp({ clock })
  return startGateway(reading.config, mock.fetch, clock, jsonLog(clock, log))
}

/** CBP replies to a transmission as a whole: one late entry delays all that travel with it. */
const isLate = ({ shipment }: Fixture) => shipment.bill.houseBill?.startsWith('SIMLAT')

async function fileAll(client: Client, fixtures: readonly Fixture[]): Promise<void> {
  for (const { shipment } of fixtures.filter(isLate)) {
    const { id } = await client.file(shipment)
    await until(async () => (await client.events(id)).some(({ type }) => type === 'transmitted'))
  }
  for (const fixture of fixtures) if (!isLate(fixture)) await client.file(fixture.shipment)
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + longestMillis
  while (!(await done())) {
    if (performance.now() > end) throw new Error('nothing is transmitted')
    await pause(20)
  }
}

/** Whether all stood where they should, all at once and for a while. */
async function watch(
  followed: { readonly look: () => Promise<Move[]>; readonly entries: () => readonly Followed[] },
  show: (moves: readonly Move[]) => void,
): Promise<boolean> {
  const end = performance.now() + longestMillis
  let rightSince: number | undefined
  while (performance.now() < end) {
    show(await followed.look())
    const right = followed.entries().every(isRight)
    rightSince = right ? (rightSince ?? performance.now()) : undefined
    if (rightSince !== undefined && performance.now() - rightSince >= settledMillis) return true
    await pause(betweenLooksMillis)
  }
  return false
}

process.exitCode = (await main()) ? 0 : 1
