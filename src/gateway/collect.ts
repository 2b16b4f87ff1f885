/**
 * CBP's mailbox: fetch a page, keep every notification raw, and only then acknowledge.
 * @module
 */
import { after, millisBetween } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import { wires } from '../message/wire.ts'
import type { Statement } from '../store/db.ts'
import { filersFiling } from '../store/entries.ts'
import type { Breaker } from './breaker.ts'
import { cbpOf } from './cbp.ts'
import type { Deps } from './deps.ts'
import { keepReceived } from './fit.ts'
import { received } from './received.ts'
import { goStraight } from './straight.ts'

/** A page costs two calls of CBP (2 ms), so a larger one costs a notification less. */
const pageSize = 500
/** Pages of one filer in one go, so that a full mailbox does not keep the others waiting. */
const mostPages = 8

/** Until when CBP wants a filer's mailbox left alone (Retry-After). */
export type Rests = Map<string, Instant>

/** Notifications fetched, repeats included; and how many of them were applied as they were kept. */
export type Collected = { readonly collected: number; readonly applied: number }

const nothing: Collected = { collected: 0, applied: 0 }

export async function collect(deps: Deps, rests: Rests, breaker: Breaker): Promise<Collected> {
  const sum = { collected: 0, applied: 0 }
  for (const filer of await filersFiling(deps.db)) {
    if ((rests.get(filer) ?? '') > deps.clock.now()) continue
    // A look changes nothing at CBP, so it is what tries whether CBP is there again.
    if (!breaker.mayLook(filer)) continue
    // A round with little room takes one page, and applies it.
    const { room } = deps
    const size = Math.min(pageSize, room?.() ?? Infinity)
    for (let page = 0; page < (room ? 1 : mostPages) && size > 0; page++) {
      const { collected, applied } = await collectPage(deps, filer, rests, size)
      sum.collected += collected
      sum.applied += applied
      if (collected < size) break
    }
  }
  return sum
}

async function collectPage(
  deps: Deps,
  filer: string,
  rests: Rests,
  size: number,
): Promise<Collected> {
  const { db, clock, log, wire = 'xml' } = deps
  const cbp = cbpOf(deps)
  const outcome = await cbp.mailbox(filer, size)
  if (outcome.kind !== 'answer') {
    const why = 'why' in outcome ? outcome.why : outcome.kind
    if (isTooLong(why, size)) return collectPage(deps, filer, rests, less(size))
    log('warn', 'mailbox_unreachable', { filer, why })
    const wait = 'waitMillis' in outcome ? outcome.waitMillis : undefined
    if (wait !== undefined) rests.set(filer, after(clock.now(), wait))
    return nothing
  }
  const reading = wires[wire].readPage(outcome.body)
  if (!reading.ok) {
    if (isTooLong(reading.fault, size)) return collectPage(deps, filer, rests, less(size))
    log('alarm', 'mailbox_unreadable', { filer, why: reading.fault })
    return nothing
  }
  const page = await received(deps, filer, reading.delivered)
  if (page.length === 0) return nothing
  for (const { row } of page) {
    const lag = millisBetween(row.cbpAt, row.receivedAt) / 1000
    deps.meters?.observe('mailbox_lag_seconds', Math.max(0, lag))
  }
  const gone = await goStraight(deps, page)
  const kept: Statement[] = []
  for (const { row, news } of page) {
    if (!news || !gone.has(row.id)) kept.push(...(await keepReceived(deps, row)))
  }
  if (kept.length > 0) await db.write(kept)
  const ids = page.flatMap(({ acknowledge }) => acknowledge ?? [])
  if (!(await cbp.acknowledge(filer, [...new Set(ids)]))) {
    // They come again and are known by their ids.
    log('warn', 'acknowledgement_lost', { filer, notifications: ids.length })
  }
  return { collected: page.length, applied: gone.size }
}

/** However long they are, fewer of them come through. */
const isTooLong = (why: string, size: number) => why === 'cbp_limits' && size > 1
const less = (size: number) => Math.ceil(size / 10)
