/**
 * A filer's program in little, to be certified: it does everything right, without asking CBP before
 * it sends again, unless it is given bad habits.
 * @module
 */
import { retryAfter } from '../../src/gateway/outcome.ts'
import { dispositionOf, leadsTo } from '../../src/domain/disposition.ts'
import type { Status } from '../../src/domain/status.ts'
import type { WireName } from '../../src/domain/wire.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import { wires } from '../../src/message/wire.ts'
import type { Client, Parcel } from '../../mock-cbp/certify/client.ts'
import { after } from '../../src/domain/day.ts'
import { filing, inRecords, number, shipment, transmission } from './given.ts'

export type Habits = {
  /** What it sends again goes under an id of its own. */
  readonly newIds?: true
  readonly impatient?: true
  /** "Already on file" is a rejection to it, whatever it sent before. */
  readonly takes007ForRefusal?: true
  readonly goesByArrival?: true
  readonly acknowledgesUnread?: true
  /** After six seconds without a word it sends a Replace, to have an answer. */
  readonly replacesOnSilence?: true
  readonly chokesOnUnknownCodes?: true
  /** One notification that cannot be read stops the page, for good. */
  readonly stopsAtPoison?: true
  /** Whatever comes with HTTP 200 means yes. */
  readonly believes200?: true
  readonly neverAcknowledges?: true
  /** What it has heard before stops the page, for good. */
  readonly stopsAtRepeats?: true
  /** A refused transmission is to it a refusal of every entry in it. */
  readonly rejectsRefusedBatch?: true
  /** Whatever reply comes is the reply to what it sent last. */
  readonly takesAnyReply?: true
  readonly repeatsDocuments?: true
  /** The same id, and the day's hour in the bytes. */
  readonly rebuilds?: true
  readonly tellsCopies?: true
  readonly hidesCodes?: true
  readonly endsWithRelease?: true
  readonly givesUpAt202?: true
}

/** A repeat says the same of the same, whatever its id. */
const said = ({ entryNumber, at, notices }: StatusNotification) =>
  `${entryNumber} ${at} ${notices.map(({ record, code }) => `${record} ${code}`).join(', ')}`

type Filed = {
  readonly parcel: Parcel
  readonly sequence: number
  messageId: string
  body: string
  attempts: number
  /** The last attempt had no answer. */
  doubtful: boolean
  state: 'open' | 'answered' | 'parked'
  notBefore: string
  status: Status
  codes: string
  heardAt: string
  answer: { messageId: string; done: boolean } | undefined
  readonly spoken: StatusNotification[]
}

type Line = (request: Request) => Response | Promise<Response>
type HandClock = { readonly now: () => string; readonly advance: (millis: number) => void }

export function filerProgram(
  send: Line,
  clock: HandClock,
  habits: Habits = {},
  by: WireName = 'xml',
): Client {
  const { mediaType, readReply, readPage, idOf, emptyIsNoContent } = wires[by]
  const filed = new Map<string, Filed>()
  const heard = new Set<string>()
  let messages = 0
  let mailboxNotBefore = ''

  const nextId = () => `ZZ9-${String(++messages).padStart(6, '0')}`
  const call = async (path: string, init: { headers?: object; body?: string } = {}) => {
    const headers = { Authorization: `Basic ${btoa('ZZ9:mock')}`, ...init.headers }
    const method = init.body === undefined ? 'GET' : 'POST'
    try {
      const response = await send(
        new Request(`http://cbp.test${path}`, { ...init, method, headers }),
      )
      return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
    } catch {
      return undefined
    }
  }
  const json = { 'Content-Type': 'application/json' }

  const seal = (entry: Filed, action: 'A' | 'R') => {
    entry.messageId = nextId()
    const { houseBill, consignee, arrivalDate } = entry.parcel
    const person = shipment(houseBill).consignee
    const parcel = shipment(houseBill, {
      consignee: { ...person, name: consignee },
      estimatedArrivalDate: arrivalDate,
    })
    const print = by === 'xml' ? transmission : inRecords
    entry.body = print(entry.messageId, [
      filing(action, entry.sequence, houseBill, { shipment: parcel }),
    ])
    entry.state = 'open'
  }

  const wait = (response: Response | undefined, usual: number) => {
    const told = response && retryAfter(response.headers.get('Retry-After'), clock.now())
    return after(clock.now(), habits.impatient ? 0 : (told ?? usual))
  }

  async function transmit(entry: Filed): Promise<void> {
    if (entry.doubtful && habits.newIds) seal(entry, 'A')
    if (entry.doubtful && habits.rebuilds)
      entry.body = entry.body.replace(/<CargoRelease|(?<!\r)\n/, by === 'xml' ? '\n$&' : '\r\n')
    entry.attempts += 1
    entry.doubtful = true
    const answer = await call('/ace/transmissions', {
      headers: { 'Content-Type': mediaType, 'Message-Id': entry.messageId },
      body: entry.body,
    })
    const { response, bytes } = answer ?? {}
    entry.notBefore = wait(response, 1000)
    if (response?.status === 202) entry.doubtful = false
    if (response?.status === 202 && habits.givesUpAt202) entry.status = 'rejected'
    if (response?.status === 409) entry.state = 'parked'
    if (response?.status !== 200 || !bytes) return
    const reading = readReply(bytes, clock.now())
    if (!reading.ok && habits.believes200) {
      entry.state = 'answered'
      entry.status = 'submitted'
    }
    if (!reading.ok) return
    if (reading.value.envelope.messageId !== entry.messageId && !habits.takesAnyReply) return
    const [result] = reading.value.results
    if (!result) {
      entry.state = 'parked'
      if (habits.rejectsRefusedBatch) entry.status = 'rejected'
      return
    }
    entry.state = 'answered'
    entry.heardAt = clock.now()
    const codes = result.conditions.map(({ conditionCode }) => conditionCode)
    const known = codes.includes('007') && entry.attempts > 1 && !habits.takes007ForRefusal
    entry.codes = codes.join(' ')
    if (result.sxDisposition === '01' && !known) entry.status = 'rejected'
    else if (entry.status === 'queued') entry.status = 'submitted'
  }

  function tell(entry: Filed, notification: StatusNotification): void {
    entry.heardAt = clock.now()
    entry.spoken.push(notification)
    if (entry.status === 'rejected') return
    if (entry.status === 'released' && habits.endsWithRelease) return
    if (!habits.goesByArrival) {
      entry.spoken.sort((a, b) => a.at.localeCompare(b.at) || a.sequence - b.sequence)
    }
    entry.status = entry.spoken
      .flatMap(({ notices }) => notices)
      .reduce<Status>((status, { record, code }) => {
        const known = dispositionOf(record, code)
        if (!known) return status
        return habits.goesByArrival ? (known.to ?? status) : leadsTo(known, status)
      }, 'submitted')
  }

  async function collect(): Promise<void> {
    if (clock.now() < mailboxNotBefore) return
    const answer = await call('/ace/mailbox', { headers: { Accept: mediaType } })
    if (answer?.response.status === 204 && emptyIsNoContent) return
    if (answer?.response.status !== 200) {
      mailboxNotBefore = wait(answer?.response, 0)
      return
    }
    const text = new TextDecoder().decode(answer.bytes)
    const named = [...text.matchAll(/<notificationId>([^<]*)<|^A.{58}([A-Z0-9-]+)/gm)].map(
      ([, id, other]) => id ?? other ?? '',
    )
    if (habits.acknowledgesUnread) await acknowledge(named)
    const page = readPage(answer.bytes)
    if (!page.ok) return
    const all = page.delivered.flatMap(({ notification }) => notification?.notices ?? [])
    const unknown = all.some(({ record, code }) => !dispositionOf(record, code))
    if (unknown && habits.chokesOnUnknownCodes) return
    const taken: string[] = []
    for (const { raw, notification } of page.delivered) {
      const id = idOf(raw)
      if (!notification && habits.stopsAtPoison) break
      if (heard.has(id ?? '') && habits.stopsAtRepeats) break
      if (id !== undefined) taken.push(id)
      if (!notification) continue
      if (heard.has(said(notification)) && !habits.tellsCopies) continue
      heard.add(notification.notificationId)
      heard.add(said(notification))
      const entry = [...filed.values()].find(
        ({ sequence }) => number(sequence).slice(4).replace('-', '') === notification.entryNumber,
      )
      if (entry) tell(entry, notification)
    }
    if (!habits.acknowledgesUnread && !habits.neverAcknowledges) await acknowledge(taken)
  }

  async function acknowledge(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await call('/ace/mailbox/acknowledgements', { headers: json, body: JSON.stringify({ ids }) })
  }

  async function sendAnswer({ sequence, answer }: Filed): Promise<void> {
    if (!answer || answer.done) return
    const sent = await call('/ace/documents', {
      headers: { ...json, 'Message-Id': answer.messageId },
      body: JSON.stringify({ entryNumber: number(sequence), text: 'As asked.', documents: [] }),
    })
    answer.done = sent?.response.status === 200
    if (!answer.done && habits.repeatsDocuments) answer.messageId = nextId()
  }

  async function work(): Promise<void> {
    for (const entry of filed.values()) {
      const silent = clock.now() >= after(entry.heardAt, 6000) && entry.spoken.length === 0
      if (habits.replacesOnSilence && entry.state === 'answered' && entry.status === 'submitted' && silent) {
        seal(entry, 'R')
      } // prettier-ignore
      for (let n = 0; n < 4 && entry.state === 'open' && clock.now() >= entry.notBefore; n++) {
        await transmit(entry)
      }
      await sendAnswer(entry)
    }
    await collect()
  }

  return {
    name: Object.keys(habits).join(' and ') || 'good',
    file: async (parcel) => {
      const entry: Filed = {
        ...{ parcel, sequence: filed.size + 1, messageId: '', body: '', attempts: 0 },
        ...{ doubtful: false, state: 'open', notBefore: '', status: 'queued', codes: '' },
        ...{ heardAt: clock.now(), answer: undefined, spoken: [] },
      }
      seal(entry, 'A')
      filed.set(parcel.houseBill, entry)
      return parcel.houseBill
    },
    status: async (id) => {
      const { status, codes } = filed.get(id) ?? {}
      return { status, text: habits.hidesCodes ? `${status}` : `${status} ${codes}` }
    },
    answer: async (id) => {
      const entry = filed.get(id)
      if (entry) entry.answer = { messageId: nextId(), done: false }
    },
    told: async (id) => filed.get(id)?.spoken.length ?? 0,
    pass: async () => {
      clock.advance(1000)
      await work()
    },
  }
}
