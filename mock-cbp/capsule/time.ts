/**
 * The clock behind a world's, as far as the world can tell: its readings differ by the time that
 * passed in the world by itself. What it showed really, and while the world stood still, no reply
 * depends on, so it is left out, and two homes make the same capsule.
 * @module
 */
import { after, millisBetween } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'

export type Told = {
  readonly at: Instant
  readonly method: string
  readonly path: string
  readonly status: number
  readonly request: string
  readonly reply: string
}

/** One reading for each exchange. */
export function baseTimes(exchanges: readonly Told[]): Instant[] {
  let base: Instant | undefined
  let before: Instant = ''
  return exchanges.map((told) => {
    const moved = movedTo(told)
    // A world that is set before anything else might as well have begun then.
    base = base === undefined ? begins(told, moved) : after(base, millisBetween(before, told.at))
    before = moved ?? told.at
    return base
  })
}

const begins = ({ at, request }: Told, moved: Instant | undefined): Instant =>
  moved !== undefined && 'set' in (JSON.parse(request) as object) ? moved : at

/** Where the clock's hands were when a call had moved them. */
function movedTo({ method, path, status, reply }: Told): Instant | undefined {
  if (method !== 'POST' || path !== '/_mock/clock' || status !== 200) return undefined
  return (JSON.parse(reply) as { now: Instant }).now
}
