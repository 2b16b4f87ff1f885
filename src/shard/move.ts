/**
 * Moves one filer from shard to shard, a step at a time. It may stop behind any of them; whoever goes
 * on takes a new epoch, and the one before can no longer write. Up to the arrival a move can be
 * abandoned, after it there is only forward.
 * @module
 */
import type { Db } from '../store/db.ts'
import { clear, copy, difference, sealAnew } from './copy.ts'
import type { Directory, Filed, Outcome } from './directory.ts'
import { close, drain, endPass, leave, pass, receive, serve } from './seat.ts'

export type Stores = ReadonlyMap<string, Db>

export type Step =
  /** Something of the filer's is still under way at CBP; come back in a moment. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'went_on'; readonly residence: Filed }
  | { readonly kind: 'refused'; readonly why: string }

const wentOn = (outcome: Outcome): Step =>
  outcome.kind === 'done' ? { kind: 'went_on', residence: outcome.residence } : outcome

export function mover({
  directory,
  stores,
  now,
}: {
  readonly directory: Directory
  readonly stores: Stores
  readonly now: () => string
}) {
  const store = (name: string | null): Db => {
    const found = name === null ? undefined : stores.get(name)
    if (!found) throw new Error(`there is no shard ${name}; the configuration names them`)
    return found
  }

  const closing = async (at: Filed): Promise<Step> => {
    const { filer, epoch, shard } = at
    const [, [seat] = []] = await store(shard).write([
      drain(filer, epoch),
      close(filer, epoch, now()),
    ])
    if (!seat) return { kind: 'waiting' }
    return wentOn(await directory.step(filer, { type: 'close' }, at))
  }

  const copying = async (at: Filed): Promise<Step> => {
    const { filer, epoch, shard, other } = at
    const [from, to] = [store(shard), store(other)]
    // Who took the move over closes it again under its own epoch, and so shuts out who had it.
    const [, [shut] = []] = await from.write([drain(filer, epoch), close(filer, epoch, now())])
    const [[taken] = []] = shut ? await to.write([receive(filer, epoch)]) : []
    if (!taken) return { kind: 'refused', why: `somebody else moves ${filer}` }
    await copy(from, to, { filer, epoch, state: 'receiving' })
    const table = await difference(from, to, filer)
    if (table !== undefined) return { kind: 'refused', why: `${table} differs after the copy` }
    return wentOn(await directory.step(filer, { type: 'arrive' }, at))
  }

  const settling = async (at: Filed): Promise<Step> => {
    const { filer, epoch, shard, other } = at
    await store(shard).write([
      pass(filer, epoch, 'receiving'),
      sealAnew(filer),
      endPass(filer),
      serve(filer, epoch),
    ])
    await store(other).write([leave(filer, epoch)])
    await clear(store(other), { filer, epoch, state: 'gone' })
    return wentOn(await directory.step(filer, { type: 'clear' }, at))
  }

  const stages = { draining: closing, copying, settling }

  return {
    settle: async (filer: string, shard: string): Promise<Step> => {
      const outcome = await directory.step(
        filer,
        { type: 'settle', filer, shard },
        await directory.read(filer),
      )
      // The same again: the process may have died between the two writes.
      const at = outcome.kind === 'done' ? outcome.residence : await directory.read(filer)
      if (at?.shard !== shard || at.stage !== 'serving') return wentOn(outcome)
      await store(shard).write([serve(filer, at.epoch)])
      return { kind: 'went_on', residence: at }
    },
    begin: async (filer: string, to: string): Promise<Step> => {
      store(to)
      return wentOn(await directory.step(filer, { type: 'move', to }, await directory.read(filer)))
    },
    /** Back to where it came from; only before its arrival. */
    abandon: async (filer: string): Promise<Step> =>
      wentOn(await directory.step(filer, { type: 'abandon' }, await directory.read(filer))),
    /** After a crash: makes what is left of a move one's own. */
    takeOver: async (filer: string): Promise<Step> => {
      const at = await directory.read(filer)
      if (at?.stage === 'settling') return { kind: 'went_on', residence: at }
      return wentOn(await directory.step(filer, { type: 'take_over' }, at))
    },
    /** The next step of a move that `begin`, `takeOver` or the step before has given. */
    goOn: async (at: Filed): Promise<Step> =>
      at.stage === 'serving' ? { kind: 'went_on', residence: at } : stages[at.stage](at),
  }
}

export type Mover = ReturnType<typeof mover>
