/**
 * A client of one filer: files, amends, cancels, answers, and asks again with the same key until it
 * is told for sure. It believes nothing but what it was told.
 * @module
 */
import type { Shipment } from '../../src/domain/shipment.ts'
import { shipment } from '../domain/example.ts'
import type { Stream } from './chance.ts'
import type { Node } from './node.ts'
import type { Oracle, Told } from './told.ts'

const bills = ['SIMREL', 'SIMREL', 'HAWB', 'HAWB', 'HAWB', 'SIMEXM', 'SIMDOC', 'SIMHLD', 'SIMREJ282', 'SIMDMM', 'SIMCTY', 'SIMSUS', 'SIMSIL', 'SIMLAT', 'SIMDUP', 'SIMORD', 'SIMQTY'] // prettier-ignore

type Wanted = {
  readonly kind: Told['kind']
  readonly method: string
  readonly path: string
  readonly body: string
  readonly key: string | undefined
  readonly reference: string
}

export type Client = {
  readonly name: string
  /** Whether it still has something to ask. */
  readonly busy: () => boolean
  readonly act: (nodes: readonly Node[]) => Promise<void>
}

type Options = {
  readonly name: string
  readonly filer: string
  readonly apiKey: string
  readonly draws: Stream
  readonly oracle: Oracle
  readonly filings: number
  readonly changes: number
  readonly say: (who: string, what: string) => void
}

export function client(options: Options): Client {
  const { name, filer, apiKey, draws, oracle, say } = options
  const { breaches, told } = oracle
  let { filings, changes } = options
  let made = 0
  let waiting: Wanted[] = []
  const mine: { readonly id: string; readonly shipment: Shipment }[] = []
  const shipments = new Map<string, Shipment>()

  const breach = (invariant: string, what: string) => breaches.push({ invariant, what })

  const draft = (): Shipment => {
    const reference = `${name}-${++made}`
    const [line] = shipment.lines
    if (!line) throw new Error('the example has a line')
    const { orderNumber: _, ...rest } = shipment
    return {
      ...rest,
      reference,
      orderNumber: `ORD-${reference}`,
      estimatedArrivalDate: `2026-11-${24 + draws.upTo(3)}`,
      bill: { masterBill: '172-12345675', houseBill: `${draws.one(bills)}${name}${made}` },
      consignee: {
        ...shipment.consignee,
        address: { ...shipment.consignee.address, street: `${1 + draws.upTo(2)} Main St` },
      },
      lines: [{ ...line, fairRetailValue: `${draws.one([30, 120, 250, 400, 790])}.00` }],
    }
  }

  const want = (kind: Told['kind'], method: string, path: string, body: unknown): Wanted => {
    const text = JSON.stringify(body)
    const { reference = '' } = body as { reference?: string }
    const key = kind === 'file' && draws.hits(0.1) ? undefined : `${name}-${kind}-${draws.next()}`
    return { kind, method, path, body: text, key, reference }
  }

  const next = (): readonly Wanted[] => {
    if (filings > 0) {
      // Several at once, as a file of shipments would come.
      const count = Math.min(filings, draws.hits(0.3) ? 3 : 1)
      filings -= count
      return Array.from({ length: count }, () => {
        const drawn = draft()
        shipments.set(drawn.reference, drawn)
        return want('file', 'POST', '/v1/entries', drawn)
      })
    }
    const entry = mine[draws.upTo(Math.max(0, mine.length - 1))]
    if (changes <= 0 || !entry) return []
    changes--
    const path = `/v1/entries/${entry.id}`
    const kind = draws.one(['amend', 'amend', 'cancel', 'answer'] as const)
    if (kind === 'cancel') return [want(kind, 'POST', `${path}/cancel`, { reason: '01' })]
    if (kind === 'answer') return [want(kind, 'POST', `${path}/answers`, { text: 'See invoice.' })]
    const amended = { ...entry.shipment, packageQuantity: 1 + draws.upTo(3) }
    return [want(kind, 'PUT', path, amended)]
  }

  const send = async (node: Node, { method, path, body, key }: Wanted) => {
    const request = new Request(`http://gateway.test${path}`, {
      method,
      ...(body === '' ? {} : { body }),
      headers: {
        Authorization: `Bearer ${apiKey}`,
        'Content-Type': 'application/json',
        ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      },
    })
    const response = await node.fetch(request)
    const text = await response.text()
    // What a dead process would have said is not said.
    return node.life.dead ? undefined : { status: response.status, text }
  }

  const ask = async (nodes: readonly Node[], wanted: Wanted): Promise<boolean> => {
    const targets = draws.hits(0.15) ? [draws.one(nodes), draws.one(nodes)] : [draws.one(nodes)]
    const answers = await Promise.all(targets.map((node) => send(node, wanted)))
    const heard = answers.filter((answer) => answer !== undefined)
    const good = heard.filter(({ status }) => status < 300)
    const [first, second] = good
    if (wanted.key && first && second && first.text !== second.text) {
      breach('I11', `${name} got two answers to ${wanted.key}`)
    }
    for (const { status, text } of heard) {
      say(name, `${wanted.kind} ${wanted.key ?? wanted.reference} -> ${status}`)
      if (status === 500) breach('I12', `${name} was told 500: ${text}`)
    }
    if (first) return taken(wanted, first.text)
    return heard.some((answer) => final(wanted, answer))
  }

  const taken = (wanted: Wanted, body: string): true => {
    const { id, entryNumber } = JSON.parse(body) as { id: string; entryNumber: string }
    const { kind, reference } = wanted
    told.push({ filer, kind, id, entryNumber, reference, body })
    const drawn = shipments.get(reference)
    if (kind === 'file' && drawn) mine.push({ id, shipment: drawn })
    if (wanted.key !== undefined && draws.hits(0.3)) repeats.push({ wanted, body })
    return true
  }

  const repeats: { readonly wanted: Wanted; readonly body: string }[] = []

  /** Nothing will come of asking again. */
  const final = (wanted: Wanted, { status, text }: { status: number; text: string }): boolean => {
    if (status === 503 || status === 429 || status === 500) return false
    const { code } = JSON.parse(text) as { code?: string }
    if (code === 'idempotency_in_progress') return false
    if (code === 'reference_duplicate') {
      if (wanted.key !== undefined) breach('I11', `${name} was told 409 and not its first answer`)
    }
    return true
  }

  const repeat = async (nodes: readonly Node[]) => {
    const again = repeats.shift()
    if (!again) return
    const other = draws.hits(0.3)
    const wanted = other ? { ...again.wanted, body: `${again.wanted.body} ` } : again.wanted
    const answer = await send(draws.one(nodes), wanted)
    if (!answer || answer.status === 503) return
    const expected = other ? answer.status === 422 : answer.text === again.body
    say(name, `repeats ${wanted.key} -> ${answer.status}`)
    if (!expected) breach('I11', `${wanted.key} again: ${answer.status} ${answer.text}`)
  }

  const pry = async (nodes: readonly Node[]) => {
    const others = told.filter((entry) => entry.filer !== filer)
    const [entry] = others.slice(draws.upTo(Math.max(0, others.length - 1)))
    if (!entry) return
    const look = { kind: 'file', method: 'GET', body: '', key: undefined, reference: '' } as const
    const node = draws.one(nodes)
    const seen = await send(node, { ...look, path: `/v1/entries/${entry.id}` })
    const page = await send(node, { ...look, path: '/v1/entries?limit=100' })
    if (seen && seen.status !== 404 && seen.status !== 503) {
      breach('I9', `${name} reads ${entry.id} of ${entry.filer}: ${seen.status}`)
    }
    if (page?.text.includes(entry.id)) breach('I9', `${name} lists ${entry.id} of ${entry.filer}`)
  }

  return {
    name,
    busy: () => filings > 0 || waiting.length > 0,
    act: async (nodes) => {
      if (nodes.length === 0) return
      if (waiting.length === 0 && draws.hits(0.6)) waiting = [...next()]
      const still = await Promise.all(
        waiting.map(async (wanted) => ((await ask(nodes, wanted)) ? [] : [wanted])),
      )
      waiting = still.flat()
      if (draws.hits(0.3)) await repeat(nodes)
      if (draws.hits(0.1)) await pry(nodes)
    },
  }
}
