/**
 * `/_mock/entries`: what CBP holds, what is due next, and CBP's hand: events and decisions.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import { parseEntryNumber } from '../../src/domain/number.ts'
import { wordFor } from '../ace/entries.ts'
import { readHeld, readNotifications, writeHeld } from '../book/book.ts'
import { decide } from '../book/effect.ts'
import { said, steered } from '../book/event.ts'
import type { Held } from '../book/held.ts'
import { waitsFor } from '../book/held.ts'
import { Days } from '../book/day.ts'
import { readFlight } from '../book/manifest.ts'
import { problem } from '../http/problem.ts'
import { bodyOf, limitOf, route } from '../http/request.ts'
import type { Asked, Env } from '../http/request.ts'
import { parseSteps } from '../scenario/parse.ts'
import { stepsIn } from '../scenario/rule.ts'
import type { Decision } from '../scenario/step.ts'
import type { World } from '../world/world.ts'
import { documentsOf, pageOf } from './book.ts'

const steps = z.union([z.string(), z.array(z.string()).min(1)])
/** `say`: now, beside the course. `steps`: from now on the course. */
const event = z.union([z.strictObject({ say: steps }), z.strictObject({ steps })])

const decision = z.union([
  z.strictObject({ decision: z.literal('grant') }),
  z.strictObject({
    decision: z.literal('refuse'),
    reason: z.string().regex(/^([1-9]|1[0-7])$/, 'a reason of SO20 RSN, 1 to 17').default('13'), // prettier-ignore
  }),
  z.strictObject({
    decision: z.literal('ask'),
    documentType: z.string().regex(/^[A-Z0-9]{1,6}$/).default('CBP01'), // prettier-ignore
  }),
])

export function controlEntryRoutes(app: Hono<Env>): void {
  route(app, '/_mock/entries', { GET: list })

  route(app, '/_mock/entries/:entryNumber', {
    GET: (context) =>
      withEntry(context, async (world, held) =>
        context.json({
          ...shown(held, world),
          documents: await documentsOf(world, held.entryNumber),
        }),
      ),
  })

  route(app, '/_mock/entries/:entryNumber/events', {
    POST: (context) =>
      withEntry(context, async (world, held) => {
        const read = bodyOf(context, event, 'command_invalid')
        if (read instanceof Response) return read
        const texts = stepsIn('say' in read ? read.say : read.steps)
        const parsed = parseSteps(texts)
        if (!parsed.ok) {
          return problem('scenario_unknown', `step ${parsed.index + 1}, ${parsed.mistake}`)
        }
        const { now, settings } = world
        const journey = await readFlight(world, held.flight)
        const atOnce = !/ (after|on) /.test(texts[0] ?? '')
        const onward =
          'say' in read
            ? said(held, now, parsed.course)
            : steered(held, now, parsed.course, { settings, journey, atOnce })
        return keep(context, onward, 'event')
      }),
  })

  route(app, '/_mock/entries/:entryNumber/review', {
    POST: (context) =>
      withEntry(context, async (world, held) => {
        const read = bodyOf(context, decision, 'command_invalid')
        if (read instanceof Response) return read
        const { review } = held
        if (!review) return problem('command_refused', 'no correction or cancellation waits here')
        const { now, settings, effects } = world
        const journey = await readFlight(world, held.flight)
        const ruled: Decision = read
        const before = { ...held, version: held.version + 1 }
        const onward = decide(before, review, ruled, { at: now, settings, journey })
        const days = await Days.of(world, [])
        await days.move(held, onward)
        effects.push(...days.statements())
        return keep(context, onward, 'review')
      }),
  })
}

async function withEntry(
  context: Asked,
  answer: (world: World, held: Held) => Promise<Response>,
): Promise<Response> {
  const { world } = context.env
  const number = parseEntryNumber(context.req.param('entryNumber') ?? '')
  const held = number && (await readHeld(world, [number])).get(number)
  return held ? answer(world, held) : problem('entry_unknown', 'CBP holds no such entry')
}

function keep({ env, json }: Asked, held: Held, action: string): Response {
  const { world } = env
  world.effects.push(
    ...writeHeld(world.name, [{ held, messageId: `MOCK-${world.position}`, action }]),
  )
  return json(shown(held, world))
}

async function list(context: Asked): Promise<Response> {
  const { world } = context.env
  const limit = limitOf(context, 100, 1000)
  if (limit instanceof Response) return limit
  const rows = await pageOf(world, context.req.query('cursor') ?? '', limit + 1)
  const page = rows.slice(0, limit)
  const notifications = await readNotifications(
    world,
    page.map(({ entry_number }) => entry_number),
  )
  const items = page.map((row) => {
    const said = notifications.get(row.entry_number) ?? []
    return {
      entryNumber: row.entry_number,
      billNumber: row.bill,
      status: row.accepted_at === null ? 'rejected' : wordFor(said, world.now),
      effectiveFilings: row.effective,
      transmissions: row.transmissions,
    }
  })
  const nextCursor = rows.length > limit ? (page.at(-1)?.entry_number ?? null) : null
  return context.json({ items, nextCursor })
}

/** An entry as its page shows it: what was said, what is to come, what it waits for. */
export function shown(held: Held, { now }: World) {
  const { notifications, course, review } = held
  const lines = notifications
    .filter(({ copy }) => copy === 0)
    .map(({ at, due, sequence, notices }) => ({
      ...{ at, due, sequence },
      said: notices.map(({ record, code, narrative }) => ({ record, code, narrative })),
    }))
  return {
    entryNumber: held.entryNumber,
    filer: held.filer,
    billNumber: held.bill,
    flight: held.flight,
    status: wordFor(notifications, now),
    acceptedAt: held.acceptedAt,
    version: held.version,
    scenario: course.scenario,
    waitsFor: waitsFor(held, now) ?? null,
    readsLeft: held.readsLeft,
    review: review && { action: review.action, since: review.since, asked: review.asked },
    notices: lines.filter(({ at }) => at <= now),
    next: lines.filter(({ at }) => at > now),
  }
}
