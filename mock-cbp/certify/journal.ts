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
  const wanted = (await lastPosition(mock)) - from + 1
  if (wanted < 1) return []
  const lines = await newest(mock, Math.min(wanted, mostLines))
  return lines.filter(({ position }) => position >= from)
}

export const lastPosition = async (mock: MockWorld): Promise<number> =>
  (await newest(mock, 1))[0]?.position ?? 0

const newest = async (mock: MockWorld, limit: number) =>
  ((await mock.control(`journal?limit=${limit}`)) as { items: Line[] }).items

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
