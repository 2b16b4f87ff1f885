/**
 * The line between a gateway and CBP: faults of the mock's own table, replies that are held back
 * until the node has long lost its lease, and a witness of all that went over it.
 * @module
 */
import { callOf } from '../../mock-cbp/fault/call.ts'
import { faultNames, faults as table } from '../../mock-cbp/fault/fault.ts'
import type { FaultName } from '../../mock-cbp/fault/fault.ts'
import { callsOf, wiresOf } from '../../mock-cbp/fault/row.ts'
import type { Call } from '../../mock-cbp/fault/row.ts'
import type { WireName } from '../../src/domain/wire.ts'
import type { Send } from '../../src/gateway/deps.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './plan.ts'
import { Dead } from './store.ts'
import type { Life } from './store.ts'

/**
 * Left out: floods of 11 MiB, which cost more than all the rest and have tests of their own, and
 * what CBP says against itself, after which nobody can tell what is true.
 */
const left: readonly FaultName[] = ['oversize-body', 'gzip-bomb', 'entity-bomb', 'deep-nesting', 'contradiction', 'conflicting-lines', 'batch-rejected', 'too-large-413'] // prettier-ignore

const possible = (call: Call, wire: WireName) =>
  faultNames.filter(
    (name) =>
      !left.includes(name) &&
      callsOf(table[name]).includes(call) &&
      wiresOf(table[name]).includes(wire),
  )

const shares = new Map<string, readonly FaultName[]>()

function candidates(call: Call, wire: WireName): readonly FaultName[] {
  const key = `${call} ${wire}`
  const known = shares.get(key) ?? possible(call, wire)
  shares.set(key, known)
  return known
}

/** What never reached CBP, by the codes of Node. */
const beforehand = ['ENOTFOUND', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'] as const

export type Witness = {
  /** Just before the request leaves. */
  readonly leaves: (call: Call, request: Request, body: string) => Promise<void>
  /** What came back, with the fault that was committed on it. */
  readonly comes: (request: Request, status: number, fault: string) => void
}

type Options = {
  readonly cbp: Send
  readonly node: string
  readonly wire: WireName
  readonly life: Life
  readonly chance: Chance
  readonly faults: Faults
  readonly trouble: number
  readonly witness: Witness
  /** Resolves when a reply that was held back is let go. */
  readonly held: (() => Promise<void>) | undefined
}

export function lineOf(options: Options): Send {
  const { cbp, node, wire, life, chance, faults, trouble, witness, held } = options
  let calls = 0
  return async (request) => {
    if (life.dead) throw new Dead()
    const call = callOf(request)
    if (!call) return cbp(request)
    const at = `${node} call ${++calls} ${call}`
    const body = request.method === 'POST' ? await request.text() : ''
    const unreached = beforehand.find((code) => faults.strikes(`${at}=${code}`, trouble / 25))
    if (unreached) {
      const cause = Object.assign(new Error(unreached), { code: unreached })
      throw new TypeError('fetch failed', { cause })
    }
    await witness.leaves(call, request, body)
    const names = candidates(call, wire)
    const drawn = names[Math.floor(chance(`which ${at}`) * names.length)]
    const fault = drawn && faults.strikes(`${at}=${drawn}`, trouble) ? drawn : undefined
    const headers = new Headers(request.headers)
    if (fault) headers.set('X-Mock-Fault', fault)
    const sent = new Request(request.url, {
      method: request.method,
      headers,
      ...(body === '' ? {} : { body }),
    })
    let status = 0
    try {
      const response = await cbp(sent)
      status = response.status
      return response
    } finally {
      witness.comes(request, status, fault ?? '')
      if (held && faults.strikes(`${at}=held back`, 0.03)) await held()
      if (life.dead) throw new Dead()
    }
  }
}
