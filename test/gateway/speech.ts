/**
 * What a test makes of CBP's words, on either wire: replies that were changed on their way, and pages
 * of a mailbox.
 * @module
 */
import type { WireName } from '../../src/domain/wire.ts'
import { printNotifications } from '../../src/message/notification.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import { printCatairPage } from '../../src/message/catair/status.ts'
import { wires } from '../../src/message/wire.ts'

export type Speech = {
  readonly answer: (body: string, status?: number) => Response
  /** A page of the mailbox as the response that brings it. */
  readonly page: (notifications: readonly StatusNotification[]) => Response
  readonly print: (notifications: readonly StatusNotification[]) => string
  /** The notification with this sequence, made unreadable under its id. */
  readonly broken: (page: string) => string
  /** The reply to ZZ9-0000001-1, about another entry. */
  readonly aboutAnother: (reply: string) => string
  readonly saidTwice: (reply: string) => string
  /** Rejected with 007. */
  readonly alreadyOnFile: (reply: string) => string
  /** The transmission refused as a whole, with a reason. */
  readonly rejection: string
}

const answering =
  (wire: WireName) =>
  (body: string, status = 200) =>
    new Response(body, { status, headers: { 'Content-Type': wires[wire].mediaType } })

/** With its Y record counting right. */
const recounted = (lines: readonly string[]): string => {
  const count = lines.findIndex((line) => line.startsWith('Y')) - 2
  return lines
    .map((line) => (line.startsWith('Y') ? line.slice(0, 12) + String(count).padStart(5, '0') + line.slice(17) : line))
    .map((line) => `${line}\n`)
    .join('')
} // prettier-ignore

const linesOf = (text: string) => text.split('\n').slice(0, -1)
const record = (text: string) => text.padEnd(80)

export const speech: Readonly<Record<WireName, Speech>> = {
  xml: {
    answer: answering('xml'),
    print: printNotifications,
    page: (notifications) => answering('xml')(printNotifications(notifications)),
    broken: (page) => page.replace(/<sequence>\d+</, '<sequence>many<'),
    aboutAnother: (reply) => reply.replace('<entryNumber>00000011', '<entryNumber>00000029'),
    saidTwice: (reply) => reply.replace(/(<result>[^]*<\/result>)/, '$1$1'),
    alreadyOnFile: (reply) =>
      reply
        .replace('<sxDisposition>02<', '<sxDisposition>01<')
        .replace('ENTRY ACCEPTED', 'ENTRY REJECTED')
        .replace(
          '</narrative>',
          '</narrative><condition><messageType>11</messageType><conditionCode>007</conditionCode><narrative>ENTRY NUMBER ALREADY ON FILE</narrative></condition>',
        ),
    rejection: `<CargoReleaseReply xmlns="urn:gate321:cargo-release:1"><envelope>
      <messageId>ZZ9-0-00000001</messageId><filerCode>ZZ9</filerCode>
      <processedAt>2026-11-23T14:00:00.000Z</processedAt></envelope><rejection>
      <conditionCode>999</conditionCode><narrative>BATCH REJECTED</narrative><reason>
      <conditionCode>X34</conditionCode><narrative>UNKNOWN RECORD ID FOUND IN GROUPING</narrative>
      <recordPosition>5</recordPosition><column>1</column></reason></rejection>
      </CargoReleaseReply>`,
  },
  catair: {
    answer: answering('catair'),
    print: printCatairPage,
    page: (notifications) =>
      notifications.length === 0
        ? new Response(null, { status: 204 })
        : answering('catair')(printCatairPage(notifications)),
    broken: (page) => page.replace(/^SO60\d{6}/m, 'SO60999999'),
    aboutAnother: (reply) => reply.replace('SE10AZZ9  00000011', 'SE10AZZ9  00000029'),
    saidTwice: (reply) => {
      const lines = linesOf(reply)
      const body = lines.slice(2, -2)
      return recounted([...lines.slice(0, 2), ...body, ...body, ...lines.slice(-2)])
    },
    alreadyOnFile: (reply) =>
      recounted(
        linesOf(reply).flatMap((line) =>
          line.startsWith('SE10')
            ? [line, record('SE9011007ENTRY NUMBER ALREADY ON FILE')]
            : [line.replace(/^SE9002 {3}ENTRY ACCEPTED/, 'SE9001   ENTRY REJECTED')],
        ),
      ),
    rejection: [
      `A4701ZZ9      112326${' '.repeat(39)}ZZ9-0-00000001`,
      `B${' '.repeat(78)}B`,
      'X0 TRNACT 000001 REF ID: 0000005 01',
      'X1 FX34   UNKNOWN RECORD ID FOUND IN GROUPING',
      'X1RF999   BATCH REJECTED',
      `Y${' '.repeat(11)}00003${' '.repeat(62)}Y`,
      `Z${' '.repeat(78)}Z`,
    ]
      .map((line) => `${record(line)}\n`)
      .join(''),
  },
}
