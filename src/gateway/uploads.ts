/**
 * A file on its way in: its shipments are kept in parts as they are read, so that never more than a
 * part is in memory, and it becomes a batch in one last write. What does not get so far leaves
 * nothing.
 * @module
 */
import { after } from '../domain/day.ts'
import type { Kept, KeptHeading } from '../batch/kept.ts'
import {
  batchById,
  deadUploads,
  dropBatch,
  dropUpload,
  insertBatch,
  openBatch,
  putPart,
  putUpload,
  readUpload,
  touchBatch,
} from '../store/batches.ts'
import type { NewBatch } from '../store/batches.ts'
import { claimContent } from '../store/content.ts'
import { StoreUnavailable } from '../store/db.ts'
import type { Statement } from '../store/db.ts'
import type { Deps } from './deps.ts'

export type Arrived = {
  readonly bytes: number
  readonly sha256: string
  readonly heading: KeptHeading | null
  /** Of the file; a shipment may have several. */
  readonly rows: number
}

export type Upload = {
  readonly id: string
  /** How many shipments there are so far. */
  readonly received: () => number
  readonly add: (shipments: readonly Kept[], bytes: number) => Promise<void>
  /** For a file that can only be read when all of it is here. */
  readonly putAside: (bytes: Uint8Array) => Promise<void>
  /** What was put aside, in pieces of `pieceBytes`. */
  readonly aside: (n: number) => Promise<Uint8Array>
  /** A `Conflict` on `batch_content` while a batch of the same `content` is not done. */
  readonly open: (
    arrived: Arrived,
    content: string,
    alongside: readonly Statement[],
  ) => Promise<void>
  readonly drop: (alongside?: readonly Statement[]) => Promise<void>
}

/**
 * Of one write, and of what filing reads at once. With four times as much a file of 100,000 rows
 * takes a third more memory, since what lives so long is cleared away late.
 */
const partItems = 256
const partLength = 192 * 1024

export const pieceBytes = 192 * 1024

/** Whoever sends nothing for so long has gone. */
const deadMillis = 3_600_000

type New = Pick<NewBatch, 'filer' | 'format' | 'name' | 'actor'>

export async function beginUpload({ db, clock, ids }: Deps, wanted: New): Promise<Upload> {
  const id = `bat_${ids.entry(clock.now())}`
  await db.write([insertBatch({ id, ...wanted }, clock.now())])
  let items: string[] = []
  let length = 0
  let parts = 0
  let pieces = 0
  let asideBytes = 0
  let received = 0

  const flush = async (bytes: number) => {
    if (items.length === 0) return
    const body = `[${items.join(',')}]`
    items = []
    length = 0
    await db.write([putPart(id, parts++, body), touchBatch(id, bytes, clock.now())])
  }

  return {
    id,
    received: () => received,
    add: async (shipments, bytes) => {
      for (const shipment of shipments) {
        const text = JSON.stringify(shipment)
        items.push(text)
        length += text.length
        received += 1
        if (items.length >= partItems || length >= partLength) await flush(bytes)
      }
    },
    putAside: async (bytes) => {
      const piece = putUpload(id, pieces++, base64Of(bytes))
      asideBytes += bytes.length
      await db.write([piece, touchBatch(id, asideBytes, clock.now())])
    },
    aside: async (n) => bytesOf((await readUpload(db, id, n)) ?? ''),
    open: async (arrived, content, alongside) => {
      await flush(arrived.bytes)
      const { heading, ...rest } = arrived
      const whole = { ...rest, received, parts, heading: heading && JSON.stringify(heading) }
      // Cleared away for its slowness a moment ago, it must not be promised now.
      if (!(await batchById(db, id))) throw new StoreUnavailable('busy')
      await db.write([
        openBatch(id, whole, clock.now()),
        claimContent(wanted.filer, content, id),
        dropUpload(id),
        ...alongside,
      ])
    },
    drop: async (alongside = []) => {
      await db.write([...dropBatch(id), ...alongside])
    },
  }
}

/** What was cut off where nobody was left to clear it away. */
export async function sweepUploads({ db, clock, log }: Deps, everyone = false): Promise<void> {
  const since = everyone ? after(clock.now(), 1) : after(clock.now(), -deadMillis)
  for (const id of await deadUploads(db, since)) {
    await db.write(dropBatch(id))
    log('info', 'upload_dropped', { batch: id })
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return btoa(text)
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
