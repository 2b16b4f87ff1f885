/**
 * What stands in the requests of a client and in CBP's answers, on either wire.
 * @module
 */
import { idOfBatch } from '../../src/message/catair/heard.ts'
import { readCatairBatch } from '../../src/message/catair/release.ts'
import { readCatairReply } from '../../src/message/catair/response.ts'
import { readCargoRelease } from '../../src/message/filing.ts'
import type { Filing } from '../../src/message/filing.ts'
import { readReply } from '../../src/message/reply.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const isXml = (text: string) => text.trimStart().startsWith('<')

/** With its hyphens, or in the columns or the element of a filing; other digits may be the same. */
export const mentions = (text: string, number: string): boolean => {
  const serial = number.slice(4).replace('-', '')
  return [number, `>${serial}<`, `${number.slice(0, 3)}  ${serial} `].some((form) => text.includes(form)) // prettier-ignore
}

/** As far as the mock can read them. */
export function filingsIn(request: string): readonly Filing[] {
  if (!isXml(request)) {
    const { blocks } = readCatairBatch(bytesOf(request))
    return blocks.flatMap(({ transactions }) => transactions.flatMap(({ filing }) => filing ?? []))
  }
  const reading = readCargoRelease(bytesOf(request))
  return reading.ok ? reading.value.entries : []
}

/** Ids of the notifications that end before the text does; what is cut off was not delivered. */
export const wholeIn = (reply: string): string[] =>
  isXml(reply)
    ? [...reply.matchAll(/<statusNotification>.*?<\/statusNotification>/gs)].map(
        ([part]) => /<notificationId>([^<]*)<\/notificationId>/.exec(part)?.[1] ?? '',
      )
    : [...reply.matchAll(/^A.{79}\n(?:[^AZ].*\n)*Z.{79}$/gm)].map(([part]) => idOfBatch(part) ?? '')

/** The condition codes of a reply that is whole. */
export function conditionsIn(reply: string, at: string): string[] {
  const reading = isXml(reply) ? readReply(bytesOf(reply)) : readCatairReply(bytesOf(reply), at)
  if (!reading.ok) return []
  return reading.value.results.flatMap(({ conditions }) => conditions.map((one) => one.conditionCode)) // prettier-ignore
}
