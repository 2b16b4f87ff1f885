/**
 * So many entries through so many nodes while one after the other is killed. A client repeats a
 * filing with the same key, at whichever node, until it was told for sure.
 * @module
 */
import { setTimeout as pause } from 'node:timers/promises'
import { shipment } from '../domain/example.ts'
import { startPostgres } from '../postgres.ts'
import { startFleet } from './fleet.ts'
import { ask, judge, waiting } from './judge.ts'
import type { Verdict } from './judge.ts'

export type Wanted = {
  readonly entries: number
  readonly nodes: number
  /** Between two kills. */
  readonly everyMillis: number
  /** No more kills than this; without it for as long as anything moves. */
  readonly mostKills?: number
  readonly clients?: number
  /** Nothing new is filed after it; what was filed comes to its end. */
  readonly mostMillis?: number
}

export type Counts = Verdict & {
  readonly acknowledged: number
  readonly kills: number
  /** Filings that had to be sent again, because nobody answered or a node had no time. */
  readonly repeats: number
  /** Another answer to the same key than the first. */
  readonly otherAnswers: number
  readonly secondsToFile: number
  readonly seconds: number
}

const base = '2026-11-23T14:00:00.000Z'
const patienceMillis = 600_000

export async function run(wanted: Wanted, say: (line: string) => void = () => undefined) {
  const { entries, nodes, everyMillis, mostKills = Infinity, clients = 16 } = wanted
  const { mostMillis = Infinity } = wanted
  const started = { base, since: Date.now() }
  const postgres = await startPostgres()
  const fleet = await startFleet(nodes, await postgres.database(), started)
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const told = new Map<string, string>()
  const counts = { kills: 0, repeats: 0, otherAnswers: 0 }

  let next = 0
  const client = async (name: number) => {
    for (let turn = name; next < entries && Date.now() - began < mostMillis;) {
      const reference = `N${++next}`
      while (!(await accepted(reference, turn++))) {
        counts.repeats++
        await pause(50)
      }
      // Some ask again although they were told: perhaps of another node, and of one killed since.
      if (next % 50 === 0) await accepted(reference, turn++)
    }
  }

  const accepted = async (reference: string, turn: number): Promise<boolean> => {
    const urls = fleet.urls()
    const url = urls[turn % urls.length]
    if (url === undefined) return false
    const body = JSON.stringify(parcel(reference))
    const init = { method: 'POST', body, headers: { 'Idempotency-Key': reference } }
    const answer = await ask(url, '/v1/entries', init)
    if (answer?.status !== 201) {
      if (answer && ![409, 429, 503].includes(answer.status)) {
        throw new Error(`${reference} was answered ${answer.status} ${answer.text}`)
      }
      return false
    }
    const before = told.get(reference)
    if (before !== undefined && before !== answer.text) counts.otherAnswers++
    told.set(reference, answer.text)
    return true
  }

  let over = false
  const killer = async () => {
    for (let n = 0; counts.kills < mostKills; n++) {
      for (let slept = 0; !over && slept < everyMillis; slept += 100) await pause(100)
      if (over) return
      counts.kills++
      await fleet.kill(n % nodes)
      say(`${seconds()} s: ${told.size} acknowledged, ${counts.kills} killed`)
    }
  }

  try {
    const killing = killer()
    await Promise.all(Array.from({ length: clients }, (_, n) => client(n)))
    const secondsToFile = seconds()
    say(`${secondsToFile} s: all acknowledged`)
    while (await waiting(fleet.urls)) {
      if (seconds() * 1000 > secondsToFile * 1000 + patienceMillis) break
      await pause(500)
    }
    over = true
    await killing
    const filed = [...told.values()].map((text) => JSON.parse(text) as { id: string; entryNumber: string }) // prettier-ignore
    const verdict = await judge(filed, fleet.urls, fleet.mockUrl)
    const made: Counts = {
      ...{ ...verdict, ...counts, acknowledged: told.size, secondsToFile, seconds: seconds() },
    }
    return made
  } finally {
    over = true
    await fleet.close()
    await postgres.stop()
  }
}

/** To a person of its own, under a bill that is released within seconds. */
const parcel = (name: string) => ({
  ...shipment,
  reference: name,
  orderNumber: `ORD-${name}`,
  bill: { masterBill: '172-12345675', houseBill: `SIMREL${name}` },
  consignee: {
    ...shipment.consignee,
    address: { ...shipment.consignee.address, street: `${name} Main St` },
  },
})
