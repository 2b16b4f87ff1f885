/**
 * `/ace/transmissions`: a transmission comes in, its reply goes out, once.
 * @module
 */
import type { Context, Hono } from 'hono'
import { after } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import { conditions } from '../../src/message/condition.ts'
import { readCargoRelease } from '../../src/message/filing.ts'
import type { CargoRelease, Filing } from '../../src/message/filing.ts'
import { printReply } from '../../src/message/reply.ts'
import type { CargoReleaseReply, Result } from '../../src/message/reply.ts'
import { readHeld, writeHeld, writeRefused } from '../book/book.ts'
import type { Change } from '../book/book.ts'
import { draw } from '../world/chance.ts'
import { hourMillisOf } from '../book/course.ts'
import { lowestBill } from '../book/held.ts'
import { again, once, sha256Of } from './once.ts'
import type { Message, Worked } from './once.ts'
import { problem } from '../http/problem.ts'
import { isMedia, readBody, route } from '../http/request.ts'
import type { Env } from '../http/request.ts'
import { insertRows } from '../world/rows.ts'
import { numberOf, rule } from '../book/ruling.ts'
import { matchScenario } from '../scenario/scenario.ts'
import type { Matched } from '../scenario/scenario.ts'
import type { World } from '../world/world.ts'

const messageIdForm = /^[A-Z0-9-]{1,21}$/

export function transmissionRoutes(app: Hono<Env>, world: World): void {
  route(app, '/ace/transmissions', {
    POST: async (context) => {
      const message = await receive(context, 'application/xml')
      if (message instanceof Response) return message
      const { noted } = context.var
      const reading = readCargoRelease(message.bytes)
      if (reading.ok) noted.entries = reading.value.entries.length
      return once(world, message, async (now) =>
        reading.ok
          ? work(world, message, reading.value, now)
          : problem('unreadable', `${reading.fault}: ${reading.detail}`.slice(0, 2000)),
      )
    },
  })

  route(app, '/ace/transmissions/:messageId', {
    GET: async (context) => {
      const messageId = context.req.param('messageId') ?? ''
      context.var.noted.messageId = messageId
      const reply = await again(world, context.var.filer, messageId)
      return reply ?? problem('message_unknown', 'no such message of this filer')
    },
  })
}

/** The message of a POST: its id, its bytes and their hash; or why it is not taken. */
export async function receive(
  context: Context<Env>,
  mediaType: string,
): Promise<(Message & { bytes: Uint8Array }) | Response> {
  const { filer, noted } = context.var
  const messageId = context.req.header('Message-Id') ?? ''
  if (!messageIdForm.test(messageId)) {
    return problem('message_id', 'Message-Id has 1 to 21 characters: capitals, digits, hyphens')
  }
  noted.messageId = messageId
  if (!isMedia(context, mediaType)) return problem('media_type', `this takes ${mediaType}`)
  const bytes = await readBody(context)
  if (bytes instanceof Response) return bytes
  const sha256 = await sha256Of(bytes)
  Object.assign(noted, { bytes: bytes.length, sha256 })
  return { filer, messageId, sha256, bytes }
}

async function work(
  world: World,
  { filer, messageId }: Message,
  { envelope, entries }: CargoRelease,
  now: Instant,
): Promise<Worked> {
  const sound = envelope.messageId === messageId && envelope.filerCode === filer
  const matches = sound ? entries.map((filing) => matchOf(world, filing)) : []
  const delay = Math.max(0, ...matches.map((matched) => matched?.delayHours ?? 0))
  const repliedAt = after(now, delay * hourMillisOf(world.pace))
  const { results, statements } = sound
    ? await ruleAll(world, { filer, messageId, now, repliedAt }, entries, matches)
    : { results: [], statements: [] }
  const reply: CargoReleaseReply = {
    envelope: { messageId, filerCode: filer, processedAt: repliedAt },
    ...(sound ? {} : { rejection: { conditionCode: '999', ...conditionText('999') } }),
    results,
  }
  const mediaType = 'application/xml; charset=utf-8'
  return { mediaType, body: printReply(reply), due: repliedAt, statements }
}

const conditionText = (code: keyof typeof conditions) => ({ narrative: conditions[code].narrative })

/** A cancellation names no bill, so no scenario answers it. */
function matchOf(world: World, filing: Filing): Matched | undefined {
  if (filing.actionCode === 'D') return undefined
  const name = filing.filerCode + filing.entryNumber
  const inspected = () => draw(world.seed, name) < world.inspectionRate
  return matchScenario(world.scenarios, lowestBill(filing), inspected)
}

/** Entry by entry in order: a later filing of one transmission sees what an earlier one did. */
async function ruleAll(
  { db, pace, policy }: World,
  sent: { filer: string; messageId: string; now: Instant; repliedAt: Instant },
  entries: readonly Filing[],
  matches: readonly (Matched | undefined)[],
) {
  const { filer, messageId } = sent
  const numbers = entries.map((filing) => numberOf(filing, filer))
  const book = await readHeld(db, [...new Set(numbers.filter((number) => number !== undefined))])
  const results: Result[] = []
  const changes: Change[] = []
  const refused = new Map<string, Parameters<typeof writeRefused>[0][number]>()
  const filings: (string | number)[][] = []
  for (const [index, filing] of entries.entries()) {
    const entryNumber = numbers[index]
    const before = entryNumber && book.get(entryNumber)
    const { result, held } = rule(filing, before, {
      ...sent,
      pace,
      policy,
      matched: matches[index],
    })
    results.push(result)
    if (!entryNumber) continue
    const action = filing.actionCode
    filings.push([entryNumber, messageId, index + 1, action, result.sxDisposition])
    if (held) {
      book.set(entryNumber, held)
      changes.push({ held, messageId, action })
    } else if (!before) {
      refused.set(entryNumber, { entryNumber, filer, bill: lowestBill(filing) })
    }
  }
  const columns = ['entry_number', 'message_id', 'place', 'action', 'disposition']
  const statements = [
    ...writeRefused([...refused.values()]),
    ...writeHeld(changes),
    ...insertRows('mock_filing', columns, filings),
  ]
  return { results, statements }
}
