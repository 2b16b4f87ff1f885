import { describe, expect, it } from 'vitest'
import { badDayNames } from '../../mock-cbp/fault/days.ts'
import { faultNames, faults } from '../../mock-cbp/fault/fault.ts'
import { callsOf, wiresOf } from '../../mock-cbp/fault/row.ts'
import { basic, filing, givenMock, number, transmission } from './given.ts'
import type { Given } from './given.ts'
import { capsuleIn, different, replayed } from './replayed.ts'

/** One request for each call; what the line makes of the answer is not waited for. */
function asking({ fetch }: Given) {
  const ask = async (path: string, headers: Record<string, string>, body?: string) => {
    const init = body === undefined ? {} : { method: 'POST', body }
    const request = new Request(`http://cbp.test${path}`, {
      ...{ headers: { ...basic(), ...headers }, ...init },
    })
    const response = await fetch(request).catch(() => undefined)
    await response?.body?.cancel()
  }
  const json = { 'Content-Type': 'application/json' }
  let sent = 0
  return {
    transmissions: (headers: Record<string, string>) => {
      const id = `M-${++sent}`
      const body = transmission(id, [filing('A', sent, `SIMREL${sent}`)])
      return ask('/ace/transmissions', { 'Content-Type': 'application/xml', 'Message-Id': id, ...headers }, body) // prettier-ignore
    },
    mailbox: (headers: Record<string, string>) => ask('/ace/mailbox', headers),
    acknowledgements: (headers: Record<string, string>) =>
      ask('/ace/mailbox/acknowledgements', { ...json, ...headers }, JSON.stringify({ ids: [`${number(1)}-1`] })), // prettier-ignore
    documents: (headers: Record<string, string>) =>
      ask('/ace/documents', { ...json, 'Message-Id': `D-${++sent}`, ...headers }, JSON.stringify({ entryNumber: number(1), text: 'here' })), // prettier-ignore
    queries: (headers: Record<string, string>) => ask('/ace/transmissions/M-1', headers),
  }
}

describe('a capsule of trouble', () => {
  const inXml = faultNames.filter((name) => wiresOf(faults[name]).includes('xml'))
  it.each(inXml)('replays %s wherever it is committed', async (fault) => {
    const mock = givenMock({ pace: 'manual' })
    const ask = asking(mock)
    await ask.transmissions({})
    await ask.transmissions({})
    await mock.clock.advance('2h')
    for (const call of callsOf(faults[fault])) {
      await ask[call]({ 'X-Mock-Fault': fault })
      await mock.clock.advance('1h')
      await ask[call]({})
    }
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges.map((exchange) => exchange.fault)).toContain(fault)
    expect(different(await replayed(capsule))).toEqual([])
  })

  it.each(badDayNames)('replays %s', async (badDay) => {
    const mock = givenMock({ pace: 'manual', badDay })
    const ask = asking(mock)
    for (let hour = 0; hour < 24; hour += 1) {
      for (const call of Object.values(ask)) await call({})
      await mock.clock.advance('1h')
    }
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges.some(({ fault }) => fault !== null)).toBe(true)
    expect(different(await replayed(capsule))).toEqual([])
  })
})
