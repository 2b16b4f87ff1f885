/**
 * What is seen of each call to CBP as it goes over the line.
 * @module
 */
import { createHash } from 'node:crypto'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import type { Witness } from './line.ts'
import type { Oracle } from './told.ts'

type Say = (who: string, what: string) => void

/** Answers by which CBP says that it worked nothing: another may be sent without asking. */
const unworked = [301, 302, 307, 308, 401, 403, 404, 405, 410]

/** `store` is read past all faults: what is in it is committed. */
export function witnessOf(oracle: Oracle, node: string, store: Db, say: Say): Witness {
  const { breaches, bytes, unsettled, acknowledged } = oracle
  /** What this node was told that CBP does not have: once for each of its attempts. */
  const unknown: string[] = []
  const wasAsked = (messageId: string) => {
    const at = unknown.indexOf(messageId)
    if (at >= 0) unknown.splice(at, 1)
    return at >= 0
  }
  const breach = (invariant: string, what: string) => breaches.push({ invariant, what })
  return {
    leaves: async (call, request, body) => {
      const messageId = request.headers.get('Message-Id')
      if (messageId !== null) {
        const hash = createHash('sha256').update(body).digest('hex')
        const known = bytes.get(messageId)
        if (known !== undefined && known !== hash) breach('I14', `${messageId} has other bytes`)
        if (unsettled.has(messageId) && !wasAsked(messageId))
          breach('I15', `${messageId} goes again, and CBP not asked`)
        bytes.set(messageId, hash)
        unsettled.add(messageId)
      }
      if (call !== 'acknowledgements') return
      const { ids } = JSON.parse(body) as { ids: string[] }
      const kept = await store.read<{ id: string }>(sql`select id from inbox`)
      // What cannot be read, or changed on its way, is kept under an id of its own.
      const known = new Set(kept.map(({ id }) => id.split('#')[0]))
      for (const id of ids) {
        acknowledged.add(id)
        if (!known.has(id)) breach('I4', `${id} is acknowledged and not kept`)
      }
    },
    comes: (request, status, fault) => {
      const path = new URL(request.url).pathname
      const id = request.headers.get('Message-Id') ?? ''
      say(node, `${request.method} ${path} ${id} -> ${status}${fault ? ` (${fault})` : ''}`)
      const asked = /^\/ace\/transmissions\/(.+)$/.exec(path)?.[1]
      if (asked !== undefined && status === 404) unknown.push(asked)
      if (unworked.includes(status)) unsettled.delete(id)
    },
  }
}
