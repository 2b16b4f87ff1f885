/**
 * What was sent last, in a small file beside the database: it is written before the bytes leave, so
 * a database that does not know this message is an older one.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Send } from '../gateway/deps.ts'
import { sql } from '../store/db.ts'
import type { Db, Row } from '../store/db.ts'
import { readSending } from '../store/sending.ts'
import { writeWhole } from './whole.ts'

export type Sent = {
  /** Of each filer the highest message id whose bytes may have left. */
  readonly ids: readonly string[]
  readonly before: (send: Send) => Send
  /** Why `db` must be an older one; `undefined` when nothing says so. */
  readonly unknownTo: (db: Db) => Promise<string | undefined>
}

export const sentName = 'sent.json'

export function openSent(folder: string): Sent {
  const path = join(folder, sentName)
  const { highest, readable } = read(path)

  let leaving: string[] = []
  let noting: Promise<void> | undefined

  /** What leaves in the same turn of the event loop is written down, and synced, once. */
  const note = async () => {
    await nextTurn()
    const next = new Map(highest)
    for (const messageId of leaving) {
      const { filer } = partsOf(messageId)
      if (isHigher(messageId, next.get(filer))) next.set(filer, messageId)
    }
    leaving = []
    noting = undefined
    if ([...next].every(([filer, messageId]) => highest.get(filer) === messageId)) return
    writeWhole(path, `${JSON.stringify(Object.fromEntries(next))}\n`)
    // Only now: what could not be written down must not leave at the next try either.
    for (const [filer, messageId] of next) highest.set(filer, messageId)
  }

  return {
    ids: [...highest.values()],
    before: (send) => async (request) => {
      const messageId = request.method === 'POST' ? request.headers.get('Message-Id') : null
      if (messageId !== null) {
        leaving.push(messageId)
        await (noting ??= note())
      }
      return send(request)
    },
    unknownTo: async (db) => {
      if (!readable) return `${sentName} beside the database cannot be read`
      const { epoch } = await readSending(db)
      for (const messageId of highest.values()) {
        // Reconciled since: what was sent before is settled, although it may have reached nobody.
        if (partsOf(messageId).epoch < epoch) continue
        if (!(await wasSent(db, messageId))) {
          return `${messageId} was sent, this database does not know of it: it is an older one`
        }
      }
      return undefined
    },
  }
}

function read(path: string) {
  const highest = new Map<string, string>()
  if (!existsSync(path)) return { highest, readable: true }
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    for (const [filer, id] of Object.entries(kept)) highest.set(filer, String(id))
    return { highest, readable: true }
  } catch {
    return { highest, readable: false }
  }
}

function partsOf(messageId: string) {
  const [filer = '', epoch = '', n = ''] = messageId.split('-')
  return { filer, epoch: Number(epoch), n: Number(n) }
}

function isHigher(messageId: string, than: string | undefined): boolean {
  if (than === undefined) return true
  const [a, b] = [partsOf(messageId), partsOf(than)]
  return a.epoch === b.epoch ? a.n > b.n : a.epoch > b.epoch
}

/** The attempt is committed before the bytes leave; a transmission alone is not enough. */
async function wasSent(db: Db, messageId: string): Promise<boolean> {
  const [row] = await db.read<Row & { attempts: number }>(
    sql`select attempts from transmission where message_id = ${messageId}`,
  )
  return (row?.attempts ?? 0) > 0
}
