/**
 * A lively day in a world, request by request: every kind of exchange that a capsule has to keep,
 * with what people type in every field that takes it.
 * @module
 */
import type { Shipment } from '../../src/domain/shipment.ts'
import type { Send } from '../../src/gateway/deps.ts'
import type { Filing } from '../../src/message/filing.ts'
import { basic, filing, number, shipment, transmission } from './given.ts'

export const begin = '2026-11-28T12:00:00.000Z'

/** Nobody else is called so; a capsule that holds one of these words has not been redacted. */
export const canaries = [
  'CANARY', 'Weatherby', 'WEATHERBY', 'Petunia', 'PETUNIA', 'Larkspur', 'LARKSPUR', 'Foxglove', 'FOXGLOVE',
  '90210', '7185550199', '123-45-6789', 'Kestrel', 'KESTREL', 'Q0FOQVJZ',
] // prettier-ignore

const petunia: Partial<Shipment> = {
  reference: 'CANARY-ORDER',
  contact: { name: 'Larkspur Kestrel', phone: '7185550199' },
  consignee: {
    name: 'Petunia Weatherby',
    address: { street: '12 Foxglove Lane Apartment CANARY, behind the mill', city: 'Larkspur', subdivision: 'NY', postalCode: '90210', country: 'US' },
  },
  seller: {
    name: 'Kestrel & Weatherby <Hanoi>',
    address: { street: '9 Foxglove', city: 'Kestrel', country: 'VN' },
  },
} // prettier-ignore

const goods = (description: string, fairRetailValue = '30.00'): Shipment['lines'] => [
  { description, htsNumber: '6109100040', countryOfOrigin: 'VN', quantity: 1, unit: 'PCS', fairRetailValue }, // prettier-ignore
]

type Changes = Partial<Shipment>

const add = (sequence: number, bill: string, changes: Changes = {}, on: Partial<Filing> = {}) => ({
  ...filing('A', sequence, bill, { shipment: shipment(bill, changes) }),
  ...on,
})

/** In the filer's own reference, in one that is to be a day, and in the importer's number. */
const typed: Partial<Filing> = {
  importerOfRecordType: '34',
  importerOfRecord: '123-45-6789',
  references: [
    { qualifier: 'CR', value: 'CANARY & Petunia' },
    { qualifier: 'EDA', value: '2026-12-01' },
    { qualifier: 'ZZ', value: 'call Kestrel' },
  ],
}

/** Everywhere else where a word fits. */
function worded(sequence: number, bill: string): Filing {
  const plain = filing('A', sequence, bill, {
    entryType: '11',
    shipment: shipment(bill, { conveyance: { carrier: 'CX', flight: '88-1' } }),
  })
  const petuniaHerself = {
    entityCode: 'BY',
    identifierQualifier: '34',
    identifier: '123-45-6789',
    businessIdentifiers: [{ qualifier: 'DUNS', value: 'CANARY1' }],
    street: [],
  } as const
  const pga = {
    ...{ lineNumber: 1, agency: 'FDA', productId: 'CANARY', intendedUseCode: 'PETUNIA' },
    ...{ intendedUse: 'FOR KESTREL', records: [{ record: 'PG02', content: ' P LARKSPUR CANARY' }] },
  }
  return {
    ...plain,
    additionalHeader: { conveyanceName: 'KESTREL', voyageFlightTrip: '88-1', generalOrderNumber: 'CANARY 1' },
    billGroupings: plain.billGroupings.map((grouping) => ({
      ...grouping,
      conveyances: grouping.conveyances.map((one) => ({ ...one, conveyanceName: 'KESTREL', unit: 'PCS' })),
    })),
    lines: plain.lines.map((line) => ({
      ...line,
      parties: [petuniaHerself],
      tariffs: line.tariffs.map((tariff) => ({ ...tariff, commercialDescription: 'LARKSPUR', pga: [pga] })),
    })),
  }
} // prettier-ignore

export type Lively = {
  readonly send: Send
  readonly world?: string
  readonly url?: string
}

/** What was answered, each as `status text`. */
export async function liveADay({ send, world = 'main', url = 'http://cbp.test' }: Lively) {
  const answers: string[] = []
  const ask = async (method: string, path: string, body?: string | Uint8Array, headers: Record<string, string> = {}) => {
    const init = body === undefined ? {} : { body: body as string }
    const all = { ...basic(), 'X-Mock-World': world, ...headers }
    const response = await send(new Request(`${url}${path}`, { method, headers: all, ...init }))
    answers.push(`${response.status} ${await response.text()}`)
  } // prettier-ignore
  const call = (path: string, body: unknown, type = 'application/json') =>
    ask('POST', `/_mock/${path}`, typeof body === 'string' ? body : JSON.stringify(body), {
      'Content-Type': type,
    })
  const post = (id: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    ask('POST', '/ace/transmissions', body, {
      ...{ 'Content-Type': 'application/xml', 'Message-Id': id, ...headers },
    })
  const file = (id: string, ...entries: readonly Filing[]) => post(id, transmission(id, entries))
  const look = () => ask('GET', '/ace/mailbox?limit=200&who=CANARY')
  const answer = (id: string, entryNumber: string) =>
    ask('POST', '/ace/documents', JSON.stringify({
      entryNumber,
      text: 'Petunia says: CANARY',
      note: 'CANARY',
      documents: [{ type: 'CANARY', name: 'Weatherby.pdf', mediaType: 'CANARY/CANARY', content: 'Q0FOQVJZ' }],
    }), { 'Content-Type': 'application/json', 'Message-Id': id }) // prettier-ignore

  await call('clock', { set: begin })
  await call('settings', { seed: 7, inspectionRate: 0.3, manifests: 'filed', reviews: 'by-hand' })
  await call('scenarios', [
    { id: 'READS', title: 'for Petunia CANARY', match: { prefix: 'LOOK' }, steps: 'reads 2, admit, release' },
    { id: 'HER', match: { consignee: '^petunia +weather', description: 'larkspur' }, steps: ['hold 2h', 'release'] },
    { id: 'NOT-HER', match: { seller: 'kestrel' }, not: { consignee: 'petunia' }, steps: ['say SO60 29'] },
    { id: 'NOBODY', match: { consignee: 'CANARY of nobody' }, steps: ['detain'] },
  ]) // prettier-ignore
  await call('scenarios', '- id: SLOW\n  title: CANARY\n  match: { prefix: SLOW }\n  steps: [delay 2h, release]\n', 'application/yaml') // prettier-ignore
  await call('manifests', { flight: 'CX880', masterBill: '172-12345675', bills: [{ bill: 'FLIGHT1', quantity: 1 }, { bill: 'LOOK1' }] }) // prettier-ignore

  await file('M-1', add(1, 'SIMREL1', petunia, typed), add(2, 'SIMDOC1'), add(3, 'SIMDUP1'))
  await file('M-1', add(1, 'SIMREL1', petunia, typed), add(2, 'SIMDOC1'), add(3, 'SIMDUP1'))
  await post('M-1', `${transmission('M-1', [add(1, 'SIMREL1', petunia, typed), add(2, 'SIMDOC1'), add(3, 'SIMDUP1')])} `) // prettier-ignore
  await file('M-2', add(4, 'LOOK1', petunia), add(5, 'SLOW1'), add(6, 'SIMORD1'))
  await file('M-3', add(7, 'FLIGHT1', { conveyance: { carrier: 'CX', flight: '880' } }))
  await file('M-4', add(8, 'SIMHLD1'), add(9, 'SIMREJ282'))
  await file('M-5', add(10, 'HER1', { ...petunia, lines: goods('Shirts from Larkspur') }))
  await file('M-6', add(11, 'THEIRS1', { seller: petunia.seller }))
  // One person's day, however it is typed, and then too much for one day.
  const spelled = { ...petunia.consignee, name: 'PETUNIA  Weatherby' } as Shipment['consignee']
  await file('M-7', add(12, 'DAY1', { ...petunia, lines: goods('Foxglove', '500.00') }))
  await file('M-8', add(13, 'DAY2', { ...petunia, consignee: spelled, lines: goods('Foxglove', '400.00') })) // prettier-ignore

  await post('M-15', transmission('M-15', [worded(17, 'WORDS1')], 'ZZ9', 'CANARY-PETUNIA'))

  await post('M-9', `<?xml version="1.0"?><!DOCTYPE CANARY>${'Petunia'.repeat(9)}`)
  await post('M-9', new Uint8Array([0, 255, 67, 65, 78, 65, 82, 89]))
  await post('M-1', 'CANARY, cut <CargoRel')
  await post('CANARY Petunia', 'CANARY')
  await post('M-10', 'CANARY', { 'Content-Type': 'text/CANARY Petunia' })
  await post('M-11', transmission('M-11', [add(14, 'A1')]), { 'X-Mock-Scenario': 'Petunia, admit' })
  await post('M-12', transmission('M-12', [add(14, 'A1')]), { 'X-Mock-Scenario': 'exam 1h, release' }) // prettier-ignore
  await post('M-13', transmission('M-13', [add(15, 'A2')]), { Authorization: 'Basic CANARY' })
  await ask('GET', '/ace/Petunia/CANARY-x')
  await ask('GET', '/ace/entries/petunia?q=CANARY')
  await ask('GET', '/ace/mailbox?limit=CANARY')
  await ask('DELETE', '/ace/mailbox')
  await call('clock', { set: 'CANARY o clock' })
  await call('clock', { set: '2020-01-01T00:00:00Z' })
  await call('settings', { CANARY: 'Petunia' })
  await call('scenarios', [{ id: 'X', steps: 'Petunia CANARY' }])
  await call('scenarios', 'CANARY: [', 'application/yaml')
  await call(`entries/${number(3)}/events`, { say: 'Petunia CANARY' })
  await call('manifests', { bills: [{ bill: 'Petunia !' }] })
  await ask('DELETE', '/_mock/scenarios/petunia-canary')

  await call('faults', { fault: 'duplicate-notice', on: 'mailbox', skip: 1, times: 2 })
  await call('faults', { fault: 'cut-document', on: 'documents', skip: 1 })
  await call('faults', { fault: 'petunia', CANARY: 1 })
  const spoiled = { 'Content-Type': 'application/xml', 'Message-Id': 'M-14' }
  const parcel = transmission('M-14', [add(16, 'A3', petunia)])
  for (const fault of ['busy-429', 'garbage', 'cut-document', 'petunia canary']) {
    await ask('POST', '/ace/transmissions', parcel, { ...spoiled, 'X-Mock-Fault': fault })
  }
  await ask('GET', '/ace/mailbox', undefined, { 'X-Mock-Fault': 'cut-document' })
  await ask('GET', '/ace/transmissions/M-2')
  for (let hour = 0; hour < 6; hour += 1) {
    await call('clock', { advance: '1h' })
    await look()
    await ask('GET', `/ace/entries/${number(4)}`)
    if (hour === 1) await answer('D-1', number(2))
    if (hour === 1) await answer('D-1', number(2))
    if (hour === 1) await answer('D-2', 'the one of Petunia CANARY')
    if (hour === 1) await ask('POST', '/ace/documents', '{"text":"CANARY', { 'Content-Type': 'application/json', 'Message-Id': 'D-3' }) // prettier-ignore
    if (hour === 2) await call('flights/CX880/depart', 'for Petunia, CANARY')
    if (hour === 2) await call('flights/CX880/depart', { CANARY: 1 })
    if (hour === 2)
      await file(
        'M-20',
        filing('R', 8, 'SIMHLD1'),
        filing('D', 4, 'LOOK1'),
        filing('U', 17, 'WORDS1', { entryType: '11' }),
      )
    if (hour === 3) await call(`entries/${number(8)}/review`, { decision: 'refuse', reason: '5' })
    if (hour === 3) await call(`entries/${number(4)}/review`, { decision: 'grant' })
    if (hour === 3) await call(`entries/${number(6)}/events`, { steps: 'suspend, release after 2h' }) // prettier-ignore
    if (hour === 4) await ask('POST', '/ace/mailbox/acknowledgements', JSON.stringify({ ids: [`${number(1)}-1`, 'CANARY'] }), { 'Content-Type': 'application/json' }) // prettier-ignore
  }
  await call('clock', { jump: true })
  await ask('DELETE', '/_mock/scenarios/READS')
  await look()
  return answers
}

export const capsuleOf = async ({ send, world, url = 'http://cbp.test' }: Lively) => {
  const headers: Record<string, string> = world === undefined ? {} : { 'X-Mock-World': world }
  const response = await send(new Request(`${url}/_mock/capsule`, { headers }))
  return { status: response.status, text: await response.text() }
}
