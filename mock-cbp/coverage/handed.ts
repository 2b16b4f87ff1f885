/**
 * The outcomes in what is handed out: from the reply as it was made where it is at hand, else from
 * its text.
 * @module
 */
import { z } from 'zod'
import type { StatusNotification } from '../../src/message/notification.ts'
import { readCatairReply } from '../../src/message/catair/response.ts'
import { readReply } from '../../src/message/reply.ts'
import type { CargoReleaseReply } from '../../src/message/reply.ts'
import { outcomeId } from './id.ts'

export const handedOut = ({ rejection, results }: CargoReleaseReply): string[] => [
  ...(rejection ? [rejection, ...rejection.reasons] : []).map(({ conditionCode }) =>
    outcomeId.rejection(conditionCode),
  ),
  ...results.flatMap(({ actionCode, sxDisposition, conditions }) => [
    outcomeId.reply(actionCode, sxDisposition),
    ...conditions.map(({ conditionCode }) => outcomeId.condition(conditionCode)),
  ]),
]

/** No outcome goes by the time. */
const anyHour = '2000-01-01T12:00:00.000Z'

const documentReply = z.object({ disposition: z.string() })

/** Of a reply that was kept. */
export function handedAgain({ mediaType, body }: { mediaType: string; body: string }): string[] {
  if (mediaType === 'application/json') {
    return [outcomeId.document(documentReply.parse(JSON.parse(body)).disposition)]
  }
  const bytes = new TextEncoder().encode(body)
  const reading = body.startsWith('A') ? readCatairReply(bytes, anyHour) : readReply(bytes)
  return reading.ok ? handedOut(reading.value) : []
}

/** A page of the mailbox. */
export function seenOn(page: readonly StatusNotification[], limit: number): string[] {
  const said = page.flatMap(({ notices }) =>
    notices.map(({ record, code }) => outcomeId.notice(record, code)),
  )
  if (page.length === 0) return [outcomeId.line('empty')]
  return page.length < limit ? said : [...said, outcomeId.line('full')]
}

const refusal = z.object({ code: z.string() })

/** The text of an answer that is no success. */
export function refusedAs(text: string): string[] {
  try {
    const { data } = refusal.safeParse(JSON.parse(text))
    return data ? [outcomeId.refusal(data.code)] : []
  } catch {
    return []
  }
}
