import { describe, expect, it } from 'vitest'
import { certify } from '../../mock-cbp/certify/certify.ts'
import type { Certificate } from '../../mock-cbp/certify/certify.ts'
import { checks } from '../../mock-cbp/certify/checks.ts'
import { ClientFailed } from '../../mock-cbp/certify/client.ts'
import type { Client } from '../../mock-cbp/certify/client.ts'
import { wireNames } from '../../src/domain/wire.ts'
import type { WireName } from '../../src/domain/wire.ts'
import { createMockCbp } from '../../mock-cbp/index.ts'
import { file, filer, handClock, parcel as shipped, world } from '../gateway/world.ts'
import type { World } from '../gateway/world.ts'
import { filerProgram } from './filer.ts'
import type { Habits } from './filer.ts'

/** gate321 itself, on a clock that is moved by hand. */
const gate321 = ({ gateway, clock }: World): Client => ({
  name: 'gate321',
  file: async ({ houseBill, masterBill, reference, consignee, arrivalDate, invoiceDate }) => {
    const usual = shipped(houseBill)
    const entry = await file(gateway, {
      ...{ ...usual, reference, estimatedArrivalDate: arrivalDate },
      bill: { masterBill, houseBill },
      consignee: { ...usual.consignee, name: consignee },
      invoice: { ...usual.invoice, date: invoiceDate },
    })
    return entry.id
  },
  status: async (id) => {
    const entry = await gateway.get(filer, id)
    return { status: entry?.status, text: JSON.stringify(entry) }
  },
  answer: async (id) => {
    await gateway.answer(filer, id, { text: 'As asked.', documents: [] }, () => [])
  },
  told: async (id) => {
    const events = (await gateway.events(filer, id)) ?? []
    return events.filter(({ type }) => type === 'notified').length
  },
  pass: async () => {
    clock.advance(1000)
    await gateway.tick()
  },
})

async function certified(
  habits: Habits = {},
  wanted: readonly string[] = [],
  by: WireName = 'xml',
) {
  const clock = handClock()
  const mock = createMockCbp({ clock })
  const chosen = checks.filter(({ id }) => wanted.length === 0 || wanted.includes(id))
  const client = filerProgram(mock.fetch, clock, habits, by)
  return { mock, ...(await certify({ mock, client, checks: chosen, patienceMillis: 20_000 })) }
}

const failures = ({ results }: Pick<Certificate, 'results'>) =>
  results.filter(({ outcome }) => outcome !== 'passed').map(({ check }) => check.id)

/** What did not pass, in the words of the report. */
const saidOf = ({ results }: Pick<Certificate, 'results'>) =>
  results.filter(({ outcome }) => outcome !== 'passed').map(({ check, because }) => `${check.id}: ${because}`) // prettier-ignore

describe('certification', () => {
  it('certifies gate321, the first of all clients', async () => {
    const w = await world()
    const certificate = await certify({ mock: w.mock, client: gate321(w) })
    expect(saidOf(certificate)).toEqual([])
    expect(certificate.verdict).toBe('certified')
    w.close()
  })

  it('certifies gate321 on CATAIR, by what its batches and pages show', async () => {
    const w = await world({ wire: 'catair' })
    const certificate = await certify({ mock: w.mock, client: gate321(w) })
    expect(saidOf(certificate)).toEqual([])
    expect(certificate.verdict).toBe('certified')
    const of = (id: string) => certificate.results.find(({ check }) => check.id === id)?.because
    expect(of('acknowledges-all')).toBe('3 notifications, all acknowledged')
    expect(of('follows')).toMatch(/3 notifications, released$/)
    w.close()
  })

  it.each(wireNames)(
    'certifies a filer on %s that sends again without asking first',
    async (by) => {
      const certificate = await certified({}, [], by)
      expect(saidOf(certificate)).toEqual([])
      expect(certificate.verdict).toBe('certified')
    },
  )

  const bad: readonly (readonly [habit: string, habits: Habits, fails: readonly string[]])[] = [
    ['sends again under a new id', { newIds: true }, ['resends-same-bytes']],
    ['builds what it sends again anew', { rebuilds: true }, ['resends-same-bytes']],
    ['takes 007 for a rejection', { takes007ForRefusal: true }, ['takes-007-for-filed']],
    ['sends a Replace on silence', { replacesOnSilence: true }, ['sits-out-silence']],
    ['believes whatever comes with 200', { believes200: true }, ['doubts-html', 'doubts-cut-document']], // prettier-ignore
    ['takes any reply for its own', { takesAnyReply: true }, ['doubts-wrong-reply']],
    ['rejects the entries of a refused batch', { rejectsRefusedBatch: true }, ['keeps-refused-batch']], // prettier-ignore
    ['ignores Retry-After', { impatient: true }, ['waits-429', 'waits-429-date', 'waits-503', 'waits-mailbox']], // prettier-ignore
    ['goes by arrival', { goesByArrival: true }, ['orders-by-cbp-time']],
    ['stops at what it heard before', { stopsAtRepeats: true }, ['dedupes', 'acknowledges-again']],
    ['tells each copy', { tellsCopies: true }, ['dedupes']],
    ['chokes on an unknown code', { chokesOnUnknownCodes: true }, ['survives-unknown-code']],
    ['stops at a poison notification', { stopsAtPoison: true }, ['survives-poison']],
    ['acknowledges before it reads', { acknowledgesUnread: true }, ['acknowledges-only-read']],
    ['never acknowledges', { neverAcknowledges: true }, ['acknowledges-all', 'acknowledges-again']],
    ['sends a document twice', { repeatsDocuments: true }, ['resends-document']],
    ['hides the codes of a rejection', { hidesCodes: true }, ['shows-rejection']],
    ['holds a release for final', { endsWithRelease: true }, ['shows-suspension']],
    ['gives up at 202', { givesUpAt202: true }, ['waits-for-reply']],
  ]
  it.each(bad)('fails a filer that %s, for that alone', async (_, habits, fails) => {
    expect(failures(await certified(habits))).toEqual(fails)
  })
  it.each(bad)('on CATAIR fails a filer that %s, for that alone', async (_, habits, fails) => {
    expect(failures(await certified(habits, [], 'catair'))).toEqual(fails)
  })

  it('has a bad filer for every check but the plain road and the document', () => {
    const failed = new Set(bad.flatMap(([, , fails]) => fails))
    expect(checks.filter(({ id }) => !failed.has(id)).map(({ id }) => id)).toEqual([
      'follows',
      'answers-document-request',
    ])
  })

  it('shows where in the journal the evidence is', async () => {
    const { mock, results } = await certified({ newIds: true }, ['resends-same-bytes'])
    const [{ because, lines, from, to } = { because: '', lines: [], from: 0, to: 0 }] = results
    expect(because).toBe('sent again under a new id: ZZ9-000001, ZZ9-000002')
    const shown = await Promise.all(lines.map((line) => mock.control(`journal/${line}`)))
    expect(shown).toMatchObject([
      { path: '/ace/transmissions', messageId: 'ZZ9-000001', fault: 'lost-reply' },
      { path: '/ace/transmissions', messageId: 'ZZ9-000002', fault: null },
    ])
    expect(from <= (lines[0] ?? 0) && (lines.at(-1) ?? 0) <= to).toBe(true)
  })

  it('of a part of the checks certifies nothing', async () => {
    expect((await certified({}, ['follows'])).verdict).toBe('in part')
    expect((await certified({ newIds: true }, ['resends-same-bytes'])).verdict).toBe(
      'not certified',
    )
  })

  it('does not hold against a client that nobody told how to answer', async () => {
    const clock = handClock()
    const mock = createMockCbp({ clock })
    const { answer: _, ...client } = filerProgram(mock.fetch, clock)
    const wanted = ['answers-document-request', 'resends-document']
    const chosen = checks.filter(({ id }) => wanted.includes(id))
    const { results } = await certify({ mock, client, checks: chosen, patienceMillis: 10_000 })
    expect(results.map(({ outcome }) => outcome)).toEqual(['not-applicable', 'not-applicable'])
  })

  it('fails a client that does not take the parcel, in its own words', async () => {
    const clock = handClock()
    const mock = createMockCbp({ clock })
    const client: Client = {
      ...filerProgram(mock.fetch, clock),
      file: async () => {
        throw new ClientFailed('the client refuses to file: HTTP 422')
      },
    }
    const { results } = await certify({ mock, client, checks: checks.slice(0, 1) })
    expect(saidOf({ results })).toEqual(['follows: the client refuses to file: HTTP 422'])
  })

  it('fails a client whose filing never arrives', async () => {
    const clock = handClock()
    const mock = createMockCbp({ clock })
    const client = filerProgram(async () => new Response('nobody', { status: 404 }), clock)
    const chosen = checks.slice(0, 1)
    const { results } = await certify({ mock, client, checks: chosen, patienceMillis: 5000 })
    expect(saidOf({ results })).toEqual(['follows: no filing of house bill CRTA01 reached CBP'])
  })
})
