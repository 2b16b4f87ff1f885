/**
 * The mock's journal, read for one check: what came in since a position, with its bodies.
 * @module
 */
import { bytesOf } from '../world/body.ts'
import type { Body } from '../world/body.ts'
import type { MockWorld } from '../world/handle.ts'
import type { Bodies, Line } from '../world/journal.ts'

export type Heard = Line & { readonly request: string; readonly reply: string }

/** As many as the journal gives at once; a check that made more is looked at from there on. */
const mostLines = 1000

export async function linesSince(mock: MockWorld, from: number): Promise<Line[]> {
  const { items } = (await mock.control(`journal?limit=${mostLines}`)) as { items: Line[] }
  return items.filter(({ position }) => position >= from)
}

export async function lastPosition(mock: MockWorld): Promise<number> {
  const { items } = (await mock.control('journal?limit=1')) as { items: Line[] }
  return items[0]?.position ?? 0
}

/** Of the client's own requests; what the certification did itself has no part in it. */
export async function heardSince(mock: MockWorld, from: number): Promise<Heard[]> {
  const lines = await linesSince(mock, from)
  const heard: Heard[] = []
  for (const line of lines.filter(({ path }) => path.startsWith('/ace/'))) {
    const bodies = (await mock.control(`journal/${line.position}`)) as Bodies
    heard.push({ ...line, request: textIn(bodies.request), reply: textIn(bodies.reply) })
  }
  return heard
}

const textIn = (body: Body) =>
  body.form === 'text' ? body.text : new TextDecoder().decode(bytesOf(body))
