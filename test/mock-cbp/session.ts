/**
 * A session with the mock that goes through every rule, form and hand it has, as the bytes that
 * came back; the same in every home of the mock.
 * @module
 */
import { builtIn } from '../../mock-cbp/scenario/builtin.ts'
import type { Send } from '../../src/gateway/deps.ts'
import type { WireName } from '../../src/domain/wire.ts'
import { wires } from '../../src/message/wire.ts'
import { basic, filing, inRecords, number, shipment, transmission } from './given.ts'

/** A bill for each built-in rule that a bill can ask for. */
const bills = builtIn.flatMap(({ id, match }) => (match.prefix === id ? [`${id}1`] : []))

export async function session(
  url: string,
  send: Send,
  begin: string,
  wire: WireName = 'xml',
): Promise<string[]> {
  const { mediaType } = wires[wire]
  const print = wire === 'xml' ? transmission : inRecords
  const lines: string[] = []
  const ask = async (path: string, init: RequestInit = {}, world = 'session') => {
    const headers = { ...(init.headers as Record<string, string>), 'X-Mock-World': world }
    const response = await send(new Request(`${url}${path}`, { ...init, headers }))
    const type = response.headers.get('Content-Type')
    // A reset ends with the time of the home it is in.
    if (path === '/_mock/reset') return
    lines.push(`${init.method ?? 'GET'} ${path} ${response.status} ${type}\n${await response.text()}`) // prettier-ignore
  }
  const control = (path: string, body: unknown, world?: string) =>
    ask(`/_mock/${path}`, { method: 'POST', body: JSON.stringify(body) }, world)
  const file = (id: string, body: string, headers: Record<string, string> = {}, world?: string) =>
    ask('/ace/transmissions', {
      method: 'POST',
      body,
      headers: { ...basic(), 'Content-Type': mediaType, 'Message-Id': id, ...headers },
    }, world) // prettier-ignore
  const add = (sequence: number, bill: string, changes = {}) =>
    filing('A', sequence, bill, { shipment: shipment(bill, changes) })
  const look = (world?: string) =>
    ask('/ace/mailbox?limit=1000', { headers: { ...basic(), Accept: mediaType } }, world)
  const answer = (id: string, sequence: number) =>
    ask('/ace/documents', {
      method: 'POST',
      body: JSON.stringify({ entryNumber: number(sequence), text: 'The invoice is attached.' }),
      headers: { ...basic(), 'Content-Type': 'application/json', 'Message-Id': id },
    })

  await control('reset', {})
  await control('clock', { set: begin })
  await control('settings', { seed: 7, inspectionRate: 0.5 })
  await control('scenarios', [
    { id: 'LOOKS', match: { prefix: 'LOOK' }, steps: 'reads 2, admit, release' },
    { id: 'LATE', match: { prefix: 'LATE' }, not: { portOfEntry: '2704' }, steps: 'wait 3h, detain' }, // prettier-ignore
  ])
  await file('M-1', print('M-1', bills.map((bill, index) => add(index + 1, bill)))) // prettier-ignore
  await file('M-1', print('M-1', bills.map((bill, index) => add(index + 1, bill)))) // prettier-ignore
  await file('M-2', print('M-2', [add(40, 'SIMREJ282'), add(41, 'LOOK1'), add(42, 'LATE1')]))
  await file('M-3', print('M-3', Array.from({ length: 12 }, (_, n) => add(50 + n, `HAWB${n}`)))) // prettier-ignore
  await file('M-4', print('M-4', [add(70, 'HAWB70')]), {
    'X-Mock-Scenario': 'hold 2h, document CBP02, release, suspend after 1d, duplicate, reorder',
  })
  await file('M-5', print('M-5', [add(71, 'HAWB71')]), { 'X-Mock-Scenario': 'SIMRELL' })
  await file('M-6', '<CargoRelease')
  await file('M-9', print('M-9', [add(90, 'HAWB90')]).slice(0, -40))
  await file('M-10', print('M-11', [add(91, 'HAWB91')]))
  const onBoard = { conveyance: { carrier: 'CX', flight: '880' } }
  await file('M-7', print('M-7', [add(80, 'HAWB80', onBoard), add(81, 'SIMEXM81', onBoard)]))
  for (let hour = 0; hour < 12; hour++) {
    await control('clock', { advance: '1h' })
    await look()
    if (hour === 2) await control('flights/CX880/depart', {})
    if (hour === 3) await answer('D-1', bills.indexOf('SIMDOC1') + 1)
    if (hour === 4) await file('M-8', print('M-8', [filing('R', 50, 'HAWB0'), filing('D', 51, 'HAWB1'), filing('U', 53, 'HAWB3')])) // prettier-ignore
    if (hour === 5) await control(`entries/${number(52)}/events`, { steps: 'suspend, release after 2h' }) // prettier-ignore
    if (hour === 6) await control('snapshots', { name: 'noon' })
  }
  await control('clock', { jump: true })
  await look()
  await control('fork', { name: 'other' })
  await control('clock', { advance: 'P9D' }, 'other')
  await look('other')
  await control('snapshots/noon/restore', {})
  await look()
  await control('clock', { set: '2020-01-01T00:00:00Z' })
  for (const view of [
    'entries',
    'scenarios',
    'days',
    'flights',
    'metrics',
    'near-misses',
    'settings',
  ]) {
    // prettier-ignore
    await ask(`/_mock/${view}?limit=1000`)
  }
  await ask(`/_mock/entries/${number(51)}`)
  await control('reset', {}, 'other')
  return lines
}
