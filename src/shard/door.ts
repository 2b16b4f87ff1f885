/**
 * The door before all shards: from a filer, or the key it presents, to the shard that serves it now.
 * @module
 */
import { keyById } from '../store/keys.ts'
import type { Directory, Filed } from './directory.ts'
import { seatOf } from './seat.ts'
import type { Shard } from './shard.ts'

export type Found =
  | { readonly kind: 'open'; readonly shard: Shard }
  /** It is being moved, for some seconds. */
  | { readonly kind: 'moving'; readonly retrySeconds: number }
  | { readonly kind: 'unknown' }

const retrySeconds = 5
const keyForm = /^gate321_([0-9A-Za-z]{12})_/

export function door(directory: Directory, shards: ReadonlyMap<string, Shard>) {
  /** As it was last heard; the shard itself tells when it is old. */
  const heard = new Map<string, Filed>()

  const served = async (at: Filed | undefined): Promise<Shard | undefined> => {
    const shard = at && shards.get(at.shard)
    const seat = shard && (await seatOf(shard.store, at.filer))
    return seat?.state === 'serving' && seat.epoch === at?.epoch ? shard : undefined
  }

  const shardOf = async (filer: string): Promise<Found> => {
    const known = await served(heard.get(filer))
    if (known) return { kind: 'open', shard: known }
    const at = await directory.read(filer)
    if (!at) return { kind: 'unknown' }
    heard.set(filer, at)
    const shard = await served(at)
    return shard ? { kind: 'open', shard } : { kind: 'moving', retrySeconds }
  }

  /** A key is made in its filer's shard; the first time that it is used the directory learns of it. */
  const filerOfKey = async (id: string): Promise<string | undefined> => {
    const noted = await directory.filerOfKey(id)
    if (noted !== undefined) return noted
    for (const { store } of shards.values()) {
      const key = await keyById(store, id)
      if (!key) continue
      await directory.noteKey(id, key.filer)
      return key.filer
    }
    return undefined
  }

  return {
    shardOf,
    /** Whose key it is says the directory; whether it is good, the shard. */
    shardOfKey: async (presented: string): Promise<Found> => {
      const [, id] = keyForm.exec(presented) ?? []
      const filer = id === undefined ? undefined : await filerOfKey(id)
      return filer === undefined ? { kind: 'unknown' } : shardOf(filer)
    },
  }
}

export type Door = ReturnType<typeof door>
